package org.whistle.audit.score.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.whistle.audit.export.Words;
import org.whistle.audit.export.web.Download;
import org.whistle.audit.score.ScorePeriod;
import org.whistle.audit.score.ScoreReading;
import org.whistle.audit.score.ScoreTable;
import org.whistle.audit.score.ScoreView;
import org.whistle.kit.caller.Caller;

/** Score tables as files, a row for each part of each line. */
@RestController
class ScoreFileController {

    private static final List<String> COLUMNS = List.of(
            "period",
            "status",
            "subject",
            "code",
            "name",
            "group",
            "rank",
            "score",
            "objective",
            "streetMark",
            "ratings",
            "bonus",
            "deducted",
            "part",
            "weight",
            "numerator",
            "denominator",
            "points");

    private final ScoreReading reading;
    private final Download download;

    ScoreFileController(ScoreReading reading, Download download) {
        this.reading = reading;
        this.download = download;
    }

    @GetMapping("/api/audit/scores/{period:[^.]+}.{format:csv|xlsx}")
    ResponseEntity<StreamingResponseBody> file(
            @PathVariable String period,
            @PathVariable String format,
            @RequestParam @Nullable String county,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            HttpServletRequest request,
            Caller caller) {
        ScoreTable table = reading.table(county, ScorePeriod.of(period), caller);
        Words words = Words.of(language);
        List<ScoreView> lines = reading.lines(table);
        return download.table(
                new Download.What("scores-" + table.period(), format, ScoreReading.READERS),
                sheet -> {
                    sheet.row(COLUMNS.stream().map(words::say).toList());
                    for (ScoreView line : lines) {
                        for (ScoreView.Part part : line.parts()) {
                            sheet.row(row(table, line, part, words));
                        }
                    }
                },
                request,
                caller);
    }

    private static List<@Nullable Object> row(ScoreTable table, ScoreView line, ScoreView.Part part, Words words) {
        ScoreView.Street street = line.street();
        return Arrays.asList(
                table.period(),
                words.say(table.status().name()),
                words.say(line.subject().name()),
                line.code(),
                words.english() ? line.nameEn() : line.nameZh(),
                line.group(),
                line.rank(),
                line.value(),
                line.objective(),
                street == null ? null : street.mark(),
                street == null ? null : street.ratings(),
                line.bonus(),
                line.deducted(),
                words.english() ? part.nameEn() : part.nameZh(),
                part.weight(),
                part.numerator(),
                part.denominator(),
                part.points());
    }
}
