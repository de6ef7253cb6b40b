package org.whistle.audit.bulletin.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponents;
import org.whistle.audit.bulletin.BulletinMaking;
import org.whistle.audit.export.Words;
import org.whistle.audit.metrics.CasesBehind;
import org.whistle.audit.metrics.Indicator;
import org.whistle.audit.metrics.IndicatorQueries;
import org.whistle.audit.metrics.Level;
import org.whistle.audit.metrics.Side;
import org.whistle.audit.score.ScorePeriod;
import org.whistle.audit.timeline.CaseView;
import org.whistle.audit.timeline.TimelineQueries;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.reference.ReferenceData;

/** The bulletin, the cases behind one of its numbers, and one of these cases: three pages that print. */
@Controller
@RequestMapping("/api/audit/bulletins")
class BulletinController {

    private static final int PAGE = 100;

    private final BulletinMaking making;
    private final CasesBehind cases;
    private final TimelineQueries timeline;
    private final ReferenceData reference;

    BulletinController(BulletinMaking making, CasesBehind cases, TimelineQueries timeline, ReferenceData reference) {
        this.making = making;
        this.cases = cases;
        this.timeline = timeline;
        this.reference = reference;
    }

    /** Which number: the query parameters of a link in the bulletin. */
    record Number(
            @Nullable Indicator indicator,
            @Nullable String part,
            @Nullable Level level,
            @Nullable @Size(max = 60) String code,
            @Nullable @Size(max = 15) String area,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Integer page) {}

    @GetMapping("/{period:20\\d\\d.*}")
    ModelAndView bulletin(@PathVariable String period, @RequestParam @Nullable String county, Caller caller) {
        return new ModelAndView("bulletin", Map.of("bulletin", making.of(ScorePeriod.of(period), county, caller)));
    }

    @GetMapping("/cases")
    ModelAndView cases(@Valid Number number, Caller caller) {
        int page = number.page() == null ? 0 : Math.clamp(number.page(), 0, 100_000);
        Side side = "denominator".equals(number.part()) ? Side.DENOMINATOR : Side.NUMERATOR;
        CasesBehind.Found found = cases.page(
                new CasesBehind.Question(number.indicator(), side, false, page, PAGE),
                IndicatorQueries.Question.until(
                        number.level(), number.code(), number.area(), number.from(), number.to()),
                caller);
        long total = found.total() == null ? found.items().size() : found.total();
        return new ModelAndView(
                "cases",
                Map.of(
                        "title",
                        number.indicator() == null ? "" : number.indicator().nameZh(),
                        "total",
                        total,
                        "shown",
                        found.items().size(),
                        "items",
                        found.items().stream().map(this::line).toList(),
                        "next",
                        (page + 1L) * PAGE < total ? List.of(next(page)) : List.of()));
    }

    private static String next(int page) {
        UriComponents next = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("page", page + 1)
                .build();
        return next.getPath() + "?" + next.getQuery();
    }

    @GetMapping("/case/{caseId}")
    ModelAndView one(@PathVariable UUID caseId, Caller caller) {
        CaseView known = timeline.get(caseId, caller);
        Words words = Words.of((String) null);
        List<Map<String, Object>> events = timeline.timeline(caseId, caller).stream()
                .map(event -> Map.<String, Object>of(
                        "time", local(event.time(), known.gridCode()),
                        "type", words.say(event.type()),
                        "actor", event.actor(),
                        "role", words.say(event.actorRole()),
                        "round", event.round(),
                        "state",
                                event.stateAfter() == null
                                        ? ""
                                        : words.say(event.stateAfter().name()),
                        "superseded", event.superseded() != null,
                        "ledger",
                                event.ledger().shard() + " / " + event.ledger().index()))
                .toList();
        return new ModelAndView(
                "case",
                Map.of(
                        "caseId", caseId,
                        "number", known.caseNumber(),
                        "description", known.description(),
                        "state", words.say(known.state().name()),
                        "since", local(known.stateSince(), known.gridCode()),
                        "events", events));
    }

    private Map<String, Object> line(CasesBehind.Item item) {
        return Map.of(
                "caseId", item.caseId(),
                "number", item.caseNumber() == null ? item.caseId().toString() : item.caseNumber(),
                "round", item.round(),
                "unit", item.unit() == null ? "" : item.unit(),
                "territory", item.territory(),
                "category", item.category(),
                "at", local(item.at(), item.territory()));
    }

    private String local(Instant instant, @Nullable String code) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .format(instant.atZone(reference.timeOf(code).calendar().zone()));
    }
}
