package org.whistle.audit.metrics.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.whistle.audit.export.Words;
import org.whistle.audit.export.web.Download;
import org.whistle.audit.metrics.IndicatorQueries;
import org.whistle.audit.metrics.IndicatorTable;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;

/** Indicators as files, a row for each number. */
@RestController
class IndicatorFileController {

    private static final Set<Role> READERS = EnumSet.of(
            Role.SUPERVISOR,
            Role.COMMAND_LEADER,
            Role.DISPATCHER,
            Role.DEPARTMENT,
            Role.STREET,
            Role.STREET_LEADER,
            Role.COMMUNITY);
    private static final List<String> COLUMNS =
            List.of("level", "area", "code", "from", "to", "indicator", "numerator", "denominator", "value");

    private final IndicatorQueries indicators;
    private final Download download;

    IndicatorFileController(IndicatorQueries indicators, Download download) {
        this.indicators = indicators;
        this.download = download;
    }

    @GetMapping("/api/audit/indicators.{format:csv|xlsx}")
    ResponseEntity<StreamingResponseBody> file(
            @PathVariable String format,
            @Valid IndicatorController.Rows rows,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            HttpServletRequest request,
            Caller caller) {
        IndicatorTable table = indicators.table(rows.question(), caller);
        Words words = Words.of(language);
        return download.table(
                new Download.What("indicators", format, READERS),
                sheet -> {
                    sheet.row(COLUMNS.stream().map(words::say).toList());
                    for (IndicatorTable.Row row : table.rows()) {
                        for (IndicatorTable.Value value : row.indicators()) {
                            sheet.row(row(table, row, value, words));
                        }
                    }
                },
                request,
                caller);
    }

    private static List<@Nullable Object> row(
            IndicatorTable table, IndicatorTable.Row row, IndicatorTable.Value value, Words words) {
        return Arrays.asList(
                words.say(row.level().name()),
                row.area(),
                row.code(),
                table.from().toString(),
                table.to().toString(),
                words.english() ? value.nameEn() : value.nameZh(),
                value.numerator(),
                value.denominator(),
                value.value());
    }
}
