package org.whistle.audit.timeline.web;

import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.audit.timeline.CaseFilter;
import org.whistle.audit.timeline.CaseSearch;
import org.whistle.audit.timeline.CaseView;
import org.whistle.audit.timeline.ClockQueries;
import org.whistle.audit.timeline.TimelineQueries;
import org.whistle.audit.timeline.Visibility;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Page;

/** Search over all desks, and what happened to a case. */
@RestController
@RequestMapping("/api/audit/cases")
class TimelineController {

    private final TimelineQueries queries;
    private final CaseSearch search;
    private final ClockQueries clocks;

    TimelineController(TimelineQueries queries, CaseSearch search, ClockQueries clocks) {
        this.search = search;
        this.queries = queries;
        this.clocks = clocks;
    }

    @GetMapping
    Page<CaseView> search(@Valid CaseFilter filter, Caller caller) {
        return search.search(filter, Visibility.of(caller));
    }

    @GetMapping("/{caseId}")
    CaseView get(@PathVariable UUID caseId, Caller caller) {
        return queries.get(caseId, caller);
    }

    @GetMapping("/{caseId}/timeline")
    List<TimelineQueries.TimelineEvent> timeline(@PathVariable UUID caseId, Caller caller) {
        return queries.timeline(caseId, caller);
    }

    @GetMapping("/{caseId}/clocks")
    List<ClockQueries.ClockView> clocks(@PathVariable UUID caseId, Caller caller) {
        return clocks.clocks(caseId, caller);
    }
}
