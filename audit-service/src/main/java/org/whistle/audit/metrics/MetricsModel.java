package org.whistle.audit.metrics;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.whistle.audit.projection.CaseLog;
import org.whistle.audit.projection.ReadModel;
import org.whistle.clock.WorkCalendar;
import org.whistle.kit.reference.ReferenceData;

/** The facts of every case and their sums; a case with new events is counted again, and the difference is booked. */
@Component
class MetricsModel implements ReadModel {

    private final FactStore facts;
    private final TallyStore tallies;
    private final ReferenceData reference;

    MetricsModel(FactStore facts, TallyStore tallies, ReferenceData reference) {
        this.facts = facts;
        this.tallies = tallies;
        this.reference = reference;
    }

    @Override
    public String name() {
        return "indicators";
    }

    @Override
    public boolean hurried() {
        return false;
    }

    @Override
    public void follow(List<CaseLog> grown) {
        List<UUID> cases = grown.stream().map(CaseLog::caseId).toList();
        List<StoredFact> now =
                grown.stream().flatMap(log -> counted(log).stream()).toList();
        tallies.apply(facts.replace(cases, now));
    }

    @Override
    public void clear() {
        facts.clear();
        tallies.clear();
    }

    private List<StoredFact> counted(CaseLog log) {
        CaseStory story = CaseStory.of(log.envelopes());
        ZoneId zone = story.rounds().isEmpty()
                ? WorkCalendar.UNPUBLISHED.zone()
                : reference
                        .timeOf(story.rounds().getFirst().territory())
                        .calendar()
                        .zone();
        return Facts.of(story, this::calendar).stream()
                .map(fact -> StoredFact.of(log.caseId(), log.shard(), fact, zone))
                .toList();
    }

    private WorkCalendar calendar(String code, @Nullable String version) {
        return version == null
                ? reference.timeOf(code).calendar()
                : reference.calendar(code.isEmpty() ? null : code, version);
    }
}
