package org.whistle.audit.timeline;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.Entry;
import org.whistle.audit.ledger.EntryListener;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.Followed;
import org.whistle.events.IntakeEvent;
import org.whistle.events.OfferedPart;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartRole;
import org.whistle.kit.reference.ActivationListener;
import org.whistle.kit.reference.ReferenceStore;
import tools.jackson.databind.json.JsonMapper;

/** The whole case as the holder's events tell it; the audit decides nothing. */
@Component
class TimelineModel implements EntryListener, ActivationListener {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ReferenceStore reference;

    TimelineModel(JdbcClient jdbc, JsonMapper json, ReferenceStore reference) {
        this.jdbc = jdbc;
        this.json = json;
        this.reference = reference;
    }

    @Override
    public void appended(Entry entry) {
        Envelope envelope = entry.envelope();
        Optional<Followed> known = find(envelope.caseId());
        Optional<CaseState> after = known.isEmpty() ? begin(envelope) : follow(known.get(), envelope);
        keep(entry, after.orElse(null));
        if (envelope.data() instanceof DispatchEvent.Superseded superseded) {
            jdbc.sql("update timeline set superseded = :reason where event_id = :event")
                    .param("reason", superseded.reason())
                    .param("event", superseded.eventId())
                    .update();
        }
    }

    /** A split street: open cases are found under their new codes, ended ones keep theirs. */
    @Override
    public void activated(String county, long version) {
        reference
                .moves(county, version)
                .forEach(move -> jdbc.sql("""
                                update audit_case set jurisdiction = :to || substr(jurisdiction, length(:from) + 1)
                                where starts_with(jurisdiction, :from)
                                and state not in ('CLOSED', 'VOIDED', 'MERGED', 'FORCE_CLOSED')
                                """)
                        .param("from", move.code())
                        .param("to", move.to())
                        .update());
    }

    private Optional<Followed> find(UUID caseId) {
        return jdbc.sql("select state, round, lead_part from audit_case where case_id = :id")
                .param("id", caseId)
                .query((row, _) -> new Followed(
                        CaseState.valueOf(row.getString("state")),
                        row.getInt("round"),
                        row.getObject("lead_part", UUID.class)))
                .optional();
    }

    private Optional<CaseState> begin(Envelope envelope) {
        @Nullable
        CaseFacts facts = switch (envelope.data()) {
            case IntakeEvent.Reported reported -> reported.facts();
            case IntakeEvent.Registered registered -> registered.facts();
            default -> null;
        };
        if (facts == null) {
            return Optional.empty();
        }
        jdbc.sql("""
                        insert into audit_case (case_id, case_number, state, round, jurisdiction, category_code,
                            description, source, external_id, reported_at, state_since)
                        values (:id, :number, 'REPORTED', :round, :jurisdiction, :category,
                            :description, :source, :external, :at, :at)
                        """)
                .param("id", envelope.caseId())
                .param("number", facts.caseNumber())
                .param("round", envelope.round())
                .param("jurisdiction", envelope.jurisdiction())
                .param("category", facts.categoryCode())
                .param("description", facts.description())
                .param("source", facts.source().name())
                .param("external", facts.externalId())
                .param("at", at(envelope))
                .update();
        return Optional.of(CaseState.REPORTED);
    }

    /** Only what the holder says moves the case. */
    private Optional<CaseState> follow(Followed before, Envelope envelope) {
        if (!(envelope.data() instanceof CaseEvent event) || !before.hears(envelope)) {
            return Optional.empty();
        }
        Followed followed = before.after(envelope);
        CaseState after = followed.state();
        jdbc.sql("""
                        update audit_case set state = :state, round = :round, lead_part = :lead, jurisdiction = coalesce(:jurisdiction, jurisdiction),
                            state_since = case when state = :state then state_since else :at end,
                            closed_at = case when :closed then coalesce(closed_at, :at) else null end
                        where case_id = :id
                        """)
                .param("state", after.name())
                .param("lead", followed.leadPart())
                .param("round", envelope.round())
                .param("jurisdiction", envelope.jurisdiction())
                .param("at", at(envelope))
                .param("closed", !after.open())
                .param("id", envelope.caseId())
                .update();
        followParts(event, envelope);
        return after == before.state() ? Optional.empty() : Optional.of(after);
    }

    private void followParts(CaseEvent event, Envelope envelope) {
        switch (event) {
            case DispatchEvent.Dispatched dispatched -> offer(dispatched.parts(), envelope);
            case DispatchEvent.Designated designated -> offer(designated.parts(), envelope);
            case DispatchEvent.AssistantAdded added -> offer(List.of(added.part()), envelope);
            case IntakeEvent.TicketFiled filed ->
                jdbc.sql("update audit_case set category_code = :category where case_id = :id")
                        .param("category", filed.facts().categoryCode())
                        .param("id", envelope.caseId())
                        .update();
            default -> {}
        }
    }

    private void offer(List<OfferedPart> parts, Envelope envelope) {
        for (OfferedPart part : parts) {
            boolean lead = part.role() == PartRole.LEAD;
            jdbc.sql("""
                            update audit_case set
                                lead_unit = case when :lead then :unit else lead_unit end,
                                units = case when units @> array[:unit]::text[] then units else units || :unit end
                            where case_id = :id
                            """)
                    .param("lead", lead)
                    .param("unit", part.unit())
                    .param("id", envelope.caseId())
                    .update();
        }
    }

    private void keep(Entry entry, @Nullable CaseState after) {
        Envelope envelope = entry.envelope();
        jdbc.sql("""
                        insert into timeline (case_id, shard, index, event_id, type, source, happened_at, actor, actor_role,
                            round, assignment_id, attempt, state_after, data)
                        values (:case, :shard, :index, :event, :type, :source, :at, :actor, :role,
                            :round, :assignment, :attempt, :state, :data::jsonb)
                        """)
                .param("case", envelope.caseId())
                .param("shard", entry.shard())
                .param("index", entry.index())
                .param("event", envelope.id())
                .param("type", envelope.type())
                .param("source", envelope.source())
                .param("at", at(envelope))
                .param("actor", envelope.actor())
                .param("role", envelope.actorRole())
                .param("round", envelope.round())
                .param("assignment", envelope.assignmentId())
                .param("attempt", envelope.attempt())
                .param("state", after == null ? null : after.name())
                .param("data", dataOf(entry.value()))
                .update();
    }

    private String dataOf(byte[] value) {
        return json.readTree(new String(value, StandardCharsets.UTF_8))
                .get("data")
                .toString();
    }

    private static OffsetDateTime at(Envelope envelope) {
        return envelope.time().atOffset(ZoneOffset.UTC);
    }
}
