package org.whistle.dispatch.dispatching;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.whistle.events.CaseFacts;
import org.whistle.events.Envelope;
import org.whistle.events.IntakeEvent;
import org.whistle.kit.reference.ActivationListener;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceStore;

/** Where cases are that were never ticketed; of each only what a change of the pack could take away ({@link OpenNeeds}). */
@Repository
class EarlyCases implements ActivationListener {

    private final JdbcClient jdbc;
    private final ReferenceStore versions;

    EarlyCases(JdbcClient jdbc, ReferenceStore versions) {
        this.jdbc = jdbc;
        this.versions = versions;
    }

    /** Applies an event of a case that the command center does not have. */
    void apply(Envelope envelope) {
        UUID caseId = envelope.caseId();
        switch (envelope.data()) {
            case IntakeEvent.Reported reported -> reported(caseId, reported.facts(), null);
            case IntakeEvent.Registered registered ->
                reported(caseId, registered.facts(), registered.jurisdictionCode());
            case IntakeEvent.Located located ->
                jdbc.sql("update early_case set jurisdiction = :code where case_id = :id")
                        .param("code", located.gridCode())
                        .param("id", caseId)
                        .update();
            case IntakeEvent.Withdrawn _, IntakeEvent.Voided _, IntakeEvent.Merged _, IntakeEvent.Closed _ ->
                open(caseId, false);
            case IntakeEvent.Unmerged _, IntakeEvent.Reopened _ -> open(caseId, true);
            default -> {}
        }
    }

    /** A case that the command center has from now on. */
    void ticketed(UUID caseId) {
        jdbc.sql("delete from early_case where case_id = :id")
                .param("id", caseId)
                .update();
    }

    /** A split street: some hundred narrow rows, since reports are ticketed or end within days. */
    @Override
    public void activated(String county, long version) {
        for (Reference.Move move : versions.moves(county, version)) {
            jdbc.sql("""
                            update early_case set jurisdiction = :to || substr(jurisdiction, length(:from) + 1)
                            where open and jurisdiction ^@ :from
                            """).param("from", move.code()).param("to", move.to()).update();
        }
    }

    private void reported(UUID caseId, CaseFacts facts, @Nullable String jurisdiction) {
        jdbc.sql("""
                        insert into early_case (case_id, case_number, jurisdiction, category_code)
                        values (:id, :number, :jurisdiction, :category) on conflict do nothing
                        """)
                .param("id", caseId)
                .param("number", facts.caseNumber())
                .param("jurisdiction", facts.gridCode() == null ? jurisdiction : facts.gridCode())
                .param("category", facts.categoryCode())
                .update();
    }

    private void open(UUID caseId, boolean open) {
        jdbc.sql("update early_case set open = :open where case_id = :id")
                .param("open", open)
                .param("id", caseId)
                .update();
    }
}
