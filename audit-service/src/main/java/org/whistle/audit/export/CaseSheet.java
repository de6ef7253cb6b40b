package org.whistle.audit.export;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.audit.timeline.CaseFilter;
import org.whistle.audit.timeline.CaseSearch;
import org.whistle.audit.timeline.CaseView;
import org.whistle.audit.timeline.Visibility;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/** A list of cases as a table, in the county's time. */
@Service
public class CaseSheet {

    private static final List<String> COLUMNS = List.of(
            "caseNumber",
            "state",
            "round",
            "gridCode",
            "categoryCode",
            "category",
            "description",
            "address",
            "longitude",
            "latitude",
            "source",
            "externalId",
            "whistleKind",
            "leadUnit",
            "units",
            "flags",
            "reportedAt",
            "stateSince",
            "deadline",
            "handlingDeadline",
            "closedAt");

    private final CaseSearch search;
    private final ReferenceData reference;

    CaseSheet(CaseSearch search, ReferenceData reference) {
        this.search = search;
        this.reference = reference;
    }

    /** Writes everything that matches, newest first. */
    public void write(CaseFilter filter, Visibility visibility, Words words, Sheet sheet) throws IOException {
        sheet.row(COLUMNS.stream().map(words::say).toList());
        CaseSearch.Chunk chunk = search.first(filter, visibility);
        while (!chunk.cases().isEmpty()) {
            for (CaseView one : chunk.cases()) {
                sheet.row(row(one, words));
            }
            chunk = search.after(chunk, filter, visibility);
        }
    }

    private List<@Nullable Object> row(CaseView one, Words words) {
        Reference county = reference.find(one.gridCode()).orElse(null);
        ZoneId zone =
                county == null ? ZoneId.of("Asia/Shanghai") : county.county().zone();
        return Arrays.asList(
                one.caseNumber(),
                words.say(one.state().name()),
                one.round(),
                one.gridCode(),
                one.categoryCode(),
                categoryOf(one, county, words),
                one.description(),
                one.address(),
                one.position() == null ? null : one.position().longitude(),
                one.position() == null ? null : one.position().latitude(),
                words.say(one.source()),
                one.externalId(),
                one.whistleKind() == null ? null : words.say(one.whistleKind()),
                one.leadUnit() == null ? null : unit(one.leadUnit(), county, words),
                one.units().stream().map(unit -> unit(unit, county, words)).collect(Collectors.joining(" ")),
                one.flags().stream().map(words::say).collect(Collectors.joining(" ")),
                local(one.reportedAt(), zone),
                local(one.stateSince(), zone),
                local(one.deadline(), zone),
                local(one.handlingDeadline(), zone),
                local(one.closedAt(), zone));
    }

    private static @Nullable String categoryOf(CaseView one, @Nullable Reference county, Words words) {
        return Stream.ofNullable(county)
                .flatMap(found -> found.conditionsOf(one.categoryCode()).stream())
                .map(condition -> words.english() ? condition.nameEn() : condition.nameZh())
                .findFirst()
                .orElse(null);
    }

    private static String unit(String code, @Nullable Reference county, Words words) {
        Reference.Unit unit = county == null ? null : county.units().get(code);
        return unit == null ? code : words.english() ? unit.nameEn() : unit.nameZh();
    }

    private static @Nullable LocalDateTime local(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? null : LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), zone);
    }
}
