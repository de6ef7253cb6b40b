package org.whistle.intake.cases;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.whistle.clock.ClockBook;
import org.whistle.clock.ClockKind;
import org.whistle.events.CaseFacts;
import org.whistle.events.Envelope;
import org.whistle.kit.desk.CaseStore;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.Stored;

/** Intake's cases in its database. */
@Repository
public class IntakeStore extends CaseStore<IntakeCase> {

    private final SpotChecks spotChecks;
    private final List<CaseWatcher> watchers;

    IntakeStore(Tools tools, SpotChecks spotChecks, List<CaseWatcher> watchers) {
        super("intake_case", IntakeCase.class, tools);
        this.spotChecks = spotChecks;
        this.watchers = List.copyOf(watchers);
    }

    @Override
    protected Map<String, @Nullable Object> columns(IntakeCase record) {
        CaseFacts facts = record.facts();
        Progress.CountyShare county = record.progress().county();
        Progress.Merging merging = record.progress().merging();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("case_number", facts.caseNumber());
        columns.put("state", record.state().name());
        columns.put("jurisdiction", record.jurisdiction());
        columns.put("category_code", facts.categoryCode());
        columns.put("description", facts.description());
        columns.put("source", facts.source().name());
        columns.put("external_id", facts.externalId());
        columns.put(
                "longitude", facts.position() == null ? null : facts.position().longitude());
        columns.put(
                "latitude", facts.position() == null ? null : facts.position().latitude());
        columns.put(
                "reporters", record.reporters().stream().map(Reporter::account).toArray(String[]::new));
        columns.put("units", county == null ? new String[0] : county.units().toArray(String[]::new));
        columns.put("merged_into", merging == null ? null : merging.into());
        Progress.SpotCheck spotCheck = record.progress().spotCheck();
        columns.put(
                "spot_check_street", spotCheck == null || spotCheck.passed() != null ? null : spotCheck.streetCode());
        columns.put(
                "call_back_open",
                record.clocks().open(ClockKind.CALL_BACK).findAny().isPresent());
        columns.put(
                "endorsement_open",
                record.clocks().open(ClockKind.ENDORSEMENT).findAny().isPresent());
        columns.put("reported_at", record.reportedAt().atOffset(ZoneOffset.UTC));
        Instant closedAt = record.progress().closedAt();
        columns.put("closed_at", closedAt == null ? null : closedAt.atOffset(ZoneOffset.UTC));
        return columns;
    }

    @Override
    protected IntakeCase withClocks(IntakeCase record, ClockBook clocks) {
        return record.withClocks(clocks);
    }

    @Override
    protected IntakeCase renamed(IntakeCase record, String code) {
        return record.renamed(code);
    }

    @Override
    protected Outcome<IntakeCase> timed(IntakeCase record, Instant now) {
        return IntakeMachine.timed(record, now);
    }

    @Override
    protected void written(IntakeCase record) {
        watchers.forEach(watcher -> watcher.written(record));
    }

    @Override
    protected void emitted(IntakeCase record, List<Envelope> envelopes) {
        envelopes.forEach(event -> tell(record, event));
    }

    void tell(IntakeCase record, Envelope event) {
        watchers.forEach(watcher -> watcher.told(record, event));
    }

    @Override
    protected Outcome<IntakeCase> followedUp(Outcome<IntakeCase> outcome) {
        return spotChecks.afterClosing(outcome);
    }

    /** The cases merged into a main one, locked in the order of their ids. */
    List<Stored<IntakeCase>> lockChildren(UUID main) {
        return select("where merged_into = :main order by case_id for no key update", Map.of("main", main));
    }
}
