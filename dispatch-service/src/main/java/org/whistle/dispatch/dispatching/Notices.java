package org.whistle.dispatch.dispatching;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.code.Role;
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
        CONFIRMATION_MISSED
    }

    /** In the transaction of the events: told exactly when they happened. */
    void tell(DispatchCase record, List<Envelope> envelopes) {
        for (Envelope envelope : envelopes) {
            switch (envelope.data()) {
                case DispatchEvent.DutyAlerted alerted -> alert(record, alerted, envelope);
                case DispatchEvent.Supervised supervised ->
                    record.part(envelope.assignmentId())
                            .ifPresent(part -> toUnit(
                                    record,
                                    envelope,
                                    Kind.SUPERVISION,
                                    part.unit(),
                                    supervised.level().name()));
                case org.whistle.events.DeskEvent.Urged urged ->
                    record.parts().stream()
                            .filter(Part::open)
                            .forEach(part -> toUnit(record, envelope, Kind.URGED, part.unit(), urged.note()));
                default -> {}
            }
        }
    }

    /** The street's leader was silent about a citizen's case: the command leader is told. */
    void confirmationMissed(DispatchCase record, Envelope envelope) {
        insert(record, envelope, Kind.CONFIRMATION_MISSED, null, Role.COMMAND_LEADER, null, "街道领导超期未确认");
    }

    private void alert(DispatchCase record, DispatchEvent.DutyAlerted alerted, Envelope envelope) {
        if (alerted.unit().equals(DutyRoster.COMMAND_CENTER)) {
            String text = record.ticket().reason();
            for (Role role :
                    List.of(Role.DISPATCHER, Role.COMMAND_LEADER, Role.STREET, Role.STREET_LEADER, Role.COMMUNITY)) {
                insert(record, envelope, Kind.EMERGENCY, null, role, null, text);
            }
            return;
        }
        Optional<String> account =
                reference.find(record.gridCode()).flatMap(county -> county.onDuty(alerted.unit(), alerted.duty()));
        insert(record, envelope, Kind.EMERGENCY, account.orElse(null), null, alerted.unit(), alerted.duty());
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
