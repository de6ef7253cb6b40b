package org.whistle.dispatch.dispatching;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.clock.ClockKind;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Role;
import org.whistle.kit.desk.Emission;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/**
 * 通知: who is told what at once. A notice is text only and opens no case: who may see the case, the case's own scope says.
 */
@Component
public class Notices {

    private final JdbcClient jdbc;
    private final ReferenceData reference;

    Notices(JdbcClient jdbc, ReferenceData reference) {
        this.jdbc = jdbc;
        this.reference = reference;
    }

    /** What a notice is about. */
    public enum Kind {
        /** 紧急哨 */
        EMERGENCY,
        /** 督办 */
        SUPERVISION,
        /** 催办 */
        URGED,
        /** 街道领导未确认 */
        CONFIRMATION_MISSED,
        /** 未生效: a newer decision came first */
        SUPERSEDED
    }

    /** What the command center decided, in the transaction of the events: told exactly when they happened. */
    void tell(DispatchCase record, List<Envelope> envelopes) {
        for (Envelope envelope : envelopes) {
            switch (envelope.data()) {
                case DispatchEvent.DutyAlerted alerted -> alert(record, alerted, envelope);
                case DispatchEvent.Supervised supervised -> supervised(record, supervised, envelope);
                case DeskEvent.Urged urged -> urged(record, urged, envelope);
                case DispatchEvent.Superseded superseded ->
                    decidedHere(superseded.eventId())
                            .ifPresent(author -> superseded(record, envelope, author, superseded));
                default -> {}
            }
        }
    }

    /** What another desk decided, and what of it turned out to be superseded. */
    void heard(DispatchCase record, Envelope envelope, List<Emission> outcome) {
        switch (envelope.data()) {
            case DeskEvent.Urged urged -> urged(record, urged, envelope);
            case DeskEvent.DeadlineMissed missed ->
                record.clocks()
                        .clock(missed.clockId())
                        .filter(clock -> clock.kind() == ClockKind.CONFIRMATION_LEADER)
                        .ifPresent(_ ->
                                toRoles(record, envelope, Kind.CONFIRMATION_MISSED, "街道领导超期未确认", Role.COMMAND_LEADER));
            default -> {}
        }
        outcome.stream()
                .map(Emission::event)
                .filter(event -> event instanceof DispatchEvent.Superseded superseded
                        && superseded.eventId().equals(envelope.id()))
                .map(DispatchEvent.Superseded.class::cast)
                .forEach(superseded -> superseded(record, envelope, envelope.actor(), superseded));
    }

    /** Whoever decided it is told that a newer decision came first. */
    private void superseded(
            DispatchCase record, Envelope envelope, String author, DispatchEvent.Superseded superseded) {
        insert(record, envelope, Kind.SUPERSEDED, author, null, null, superseded.reason());
    }

    private Optional<String> decidedHere(UUID eventId) {
        return jdbc
                .sql("select value from event where id = :id")
                .param("id", eventId)
                .query((row, _) -> EventCodec.decode(row.getBytes("value")))
                .list()
                .stream()
                .filter(Envelope::byPerson)
                .map(Envelope::actor)
                .findFirst();
    }

    private void supervised(DispatchCase record, DispatchEvent.Supervised supervised, Envelope envelope) {
        String level = supervised.level().name();
        Optional<Part> part = record.part(envelope.assignmentId());
        if (part.isPresent()) {
            toUnit(record, envelope, Kind.SUPERVISION, part.get().unit(), level);
        } else if (record.state().holder() == CaseState.Holder.DISPATCH) {
            toRoles(record, envelope, Kind.SUPERVISION, level, Role.DISPATCHER);
        } else {
            toRoles(record, envelope, Kind.SUPERVISION, level, Role.STREET, Role.COMMUNITY);
        }
    }

    private void urged(DispatchCase record, DeskEvent.Urged urged, Envelope envelope) {
        record.parts().stream()
                .filter(Part::open)
                .forEach(part -> toUnit(record, envelope, Kind.URGED, part.unit(), urged.note()));
        if (record.state() == CaseState.TICKETED) {
            toRoles(record, envelope, Kind.URGED, urged.note(), Role.DISPATCHER);
        }
    }

    private void alert(DispatchCase record, DispatchEvent.DutyAlerted alerted, Envelope envelope) {
        if (alerted.unit().equals(DutyRoster.COMMAND_CENTER)) {
            toRoles(
                    record,
                    envelope,
                    Kind.EMERGENCY,
                    record.ticket().reason(),
                    Role.DISPATCHER,
                    Role.COMMAND_LEADER,
                    Role.STREET,
                    Role.STREET_LEADER,
                    Role.COMMUNITY);
            return;
        }
        Optional<String> account =
                reference.find(record.gridCode()).flatMap(county -> county.onDuty(alerted.unit(), alerted.duty()));
        insert(record, envelope, Kind.EMERGENCY, account.orElse(null), null, alerted.unit(), alerted.duty());
    }

    private void toRoles(DispatchCase record, Envelope envelope, Kind kind, String text, Role... roles) {
        for (Role role : roles) {
            insert(record, envelope, kind, null, role, null, text);
        }
    }

    private void toUnit(DispatchCase record, Envelope envelope, Kind kind, String unit, String text) {
        insert(record, envelope, kind, null, null, unit, text);
    }

    private void insert(
            DispatchCase record,
            Envelope envelope,
            Kind kind,
            @Nullable String account,
            @Nullable Role role,
            @Nullable String unit,
            String text) {
        String category = reference
                .find(record.gridCode())
                .flatMap(county -> county.conditionsOf(record.facts().categoryCode()).stream()
                        .findFirst())
                .map(Reference.Condition::nameZh)
                .orElse(record.facts().categoryCode());
        jdbc.sql("""
                        insert into notice (event_id, kind, case_id, case_number, category, jurisdiction, account, role, unit,
                            text, told_at)
                        values (:event, :kind, :case, :number, :category, :jurisdiction, :account, :role, :unit, :text,
                            whistle_now())
                        """)
                .param("event", envelope.id())
                .param("kind", kind.name())
                .param("case", record.caseId())
                .param("number", record.facts().caseNumber())
                .param("category", category)
                .param("jurisdiction", record.jurisdiction())
                .param("account", account)
                .param("role", role == null ? null : role.name())
                .param("unit", unit)
                .param("text", text)
                .update();
    }
}
