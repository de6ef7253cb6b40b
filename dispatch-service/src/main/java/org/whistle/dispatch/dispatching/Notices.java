package org.whistle.dispatch.dispatching;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.clock.ClockKind;
import org.whistle.dispatch.dispatching.NoticeWatcher.To;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventCodec;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Role;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/** 通知: immediate notices. A notice is text only and gives no access to its case, which has a scope of its own. */
@Component
public class Notices {

    /** 超时未派单: why the command center is alerted again. */
    private static final String NOT_DISPATCHED = "NOT_DISPATCHED";

    private final JdbcClient jdbc;
    private final ReferenceData reference;
    private final List<NoticeWatcher> watchers;

    Notices(JdbcClient jdbc, ReferenceData reference, List<NoticeWatcher> watchers) {
        this.jdbc = jdbc;
        this.reference = reference;
        this.watchers = watchers;
    }

    /**
     * The kinds of notices. Work that arrives on a desk's own list makes no notice in the console: one for every case would
     * hide the few that matter. Mail and robots carry both.
     */
    public enum Kind {
        /** 紧急哨 */
        EMERGENCY(true),
        /** 督办 */
        SUPERVISION(true),
        /** 催办 */
        URGED(true),
        /** 街道领导未确认 */
        CONFIRMATION_MISSED(true),
        /** 未生效: a newer decision came first */
        SUPERSEDED(true),
        /** 新报单: waits at the command center */
        TICKETED(false),
        /** 新派单: a part offered to a unit */
        OFFERED(false),
        /** 临近时限 */
        DEADLINE_WARNED(false),
        /** 已超期 */
        DEADLINE_MISSED(false),
        /** 返工 */
        REWORK(true),
        /** 任务收回: a unit's part ended without it */
        PART_ENDED(true),
        /** 有申请待审: a return, an extension or a suspension */
        REQUESTED(false),
        /** 申请已答复 */
        ANSWERED(true),
        /** 不予立案 */
        TICKET_REJECTED(true),
        /** 待确认: handed back to the street */
        CONFIRMING(false),
        /** 待裁决 */
        RULING(false),
        /** 重开 */
        REOPENED(true),
        /** 申诉待审 */
        APPEAL_OPEN(false),
        /** 申诉已裁定 */
        APPEAL_DECIDED(true);

        private final boolean listed;

        Kind(boolean listed) {
            this.listed = listed;
        }

        /** Whether it is listed among the notices of the console. */
        public boolean listed() {
            return listed;
        }

        /** Whether somebody has to act on it at once where the case is an emergency. */
        boolean pressing() {
            return switch (this) {
                case EMERGENCY,
                        SUPERVISION,
                        URGED,
                        TICKETED,
                        OFFERED,
                        DEADLINE_WARNED,
                        DEADLINE_MISSED,
                        REWORK,
                        PART_ENDED -> true;
                case CONFIRMATION_MISSED,
                        SUPERSEDED,
                        REQUESTED,
                        ANSWERED,
                        TICKET_REJECTED,
                        CONFIRMING,
                        RULING,
                        REOPENED,
                        APPEAL_OPEN,
                        APPEAL_DECIDED -> false;
            };
        }
    }

    /** Creates the notices of the command center's decisions, in the transaction of their events. */
    void tell(DispatchCase record, List<Envelope> envelopes) {
        for (Envelope envelope : envelopes) {
            switch (envelope.data()) {
                case DispatchEvent.DutyAlerted alerted -> alert(record, alerted, envelope);
                case DispatchEvent.Supervised supervised -> supervised(record, supervised, envelope);
                case DeskEvent.Urged urged -> urged(record, urged, envelope);
                case DispatchEvent.Superseded superseded ->
                    decidedHere(superseded.eventId())
                            .ifPresent(author -> superseded(record, envelope, author, superseded));
                default -> NoticeSteps.own(record, envelope).forEach(step -> tell(record, envelope, step));
            }
        }
    }

    /** A new ticket for the command center. */
    void ticketed(DispatchCase record, Envelope envelope) {
        NoticeSteps.heard(record, Optional.empty(), envelope).forEach(step -> tell(record, envelope, step));
    }

    /** Creates the notices of another desk's decision, and of its being superseded. */
    void heard(DispatchCase record, Envelope envelope, Optional<Outcome<DispatchCase>> outcome) {
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
        List<DispatchEvent.Superseded> superseded = outcome.stream()
                .flatMap(one -> one.events().stream())
                .map(PendingEvent::event)
                .filter(event -> event instanceof DispatchEvent.Superseded one
                        && one.eventId().equals(envelope.id()))
                .map(DispatchEvent.Superseded.class::cast)
                .toList();
        superseded.forEach(one -> superseded(record, envelope, envelope.actor(), one));
        if (superseded.isEmpty()) {
            NoticeSteps.heard(record, outcome.map(Outcome::next), envelope)
                    .forEach(step -> tell(record, envelope, step));
        }
    }

    /** Notifies the author of a decision that a newer decision superseded it. */
    private void superseded(
            DispatchCase record, Envelope envelope, String author, DispatchEvent.Superseded superseded) {
        tell(
                record,
                envelope,
                Kind.SUPERSEDED,
                new To(roleOf(envelope), author, null),
                superseded.reason(),
                null,
                null);
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
        if (part.isPresent() && supervised.byRule()) {
            // console only: mail and robots already carry the missed deadline that caused it
            insert(record, envelope, Kind.SUPERVISION, To.unit(part.get().unit()), level);
        } else if (part.isPresent()) {
            tell(record, envelope, Kind.SUPERVISION, To.unit(part.get().unit()), level, level, null);
        } else if (record.state().holder() == CaseState.Holder.DISPATCH) {
            tell(record, envelope, Kind.SUPERVISION, To.role(Role.DISPATCHER), level, level, null);
        } else {
            tell(record, envelope, Kind.SUPERVISION, To.role(Role.STREET), level, level, null);
            tell(record, envelope, Kind.SUPERVISION, To.role(Role.COMMUNITY), level, level, null);
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
            boolean missed = !alerted.duty().equals(DutyRoster.ON_DUTY);
            String text = missed ? NOT_DISPATCHED : record.ticket().reason();
            DutyRoster.rolesOfTheCenter(alerted.duty())
                    .forEach(role -> tell(
                            record,
                            envelope,
                            Kind.EMERGENCY,
                            To.role(role),
                            text,
                            missed ? NOT_DISPATCHED : null,
                            null));
            return;
        }
        Optional<String> account =
                reference.find(record.gridCode()).flatMap(county -> county.onDuty(alerted.unit(), alerted.duty()));
        To to = new To(Role.DEPARTMENT, account.orElse(null), alerted.unit());
        tell(record, envelope, Kind.EMERGENCY, to, alerted.duty(), alerted.duty(), null);
    }

    /** The role in which the author of a superseded decision made it. */
    private static Role roleOf(Envelope envelope) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(envelope.actorRole()))
                .findFirst()
                .orElse(Role.DISPATCHER);
    }

    private void toRoles(DispatchCase record, Envelope envelope, Kind kind, String text, Role... roles) {
        for (Role role : roles) {
            tell(record, envelope, kind, To.role(role), text, null, null);
        }
    }

    private void toUnit(DispatchCase record, Envelope envelope, Kind kind, String unit, String text) {
        tell(record, envelope, kind, To.unit(unit), text, null, null);
    }

    private void tell(DispatchCase record, Envelope envelope, NoticeSteps.Step step) {
        String text = step.detail() == null ? "" : step.detail();
        tell(record, envelope, step.kind(), step.to(), text, step.detail(), step.due());
    }

    private void tell(
            DispatchCase record,
            Envelope envelope,
            Kind kind,
            To to,
            String text,
            @Nullable String detail,
            NoticeSteps.@Nullable Due due) {
        if (kind.listed()) {
            insert(record, envelope, kind, to, text);
        }
        boolean urgent = (record.ticket().urgent() && kind.pressing())
                || (due != null && due.continuous())
                || (kind == Kind.SUPERVISION && text.equals(SupervisionLevel.RED.name()));
        NoticeWatcher.Told told = new NoticeWatcher.Told(
                envelope.id(),
                kind,
                detail,
                record.caseId(),
                record.facts().caseNumber(),
                record.facts().categoryCode(),
                record.gridCode(),
                to,
                urgent,
                due == null ? null : due.at());
        watchers.forEach(watcher -> watcher.told(told));
    }

    private void insert(DispatchCase record, Envelope envelope, Kind kind, To to, String text) {
        String category = reference
                .find(record.gridCode())
                .flatMap(county -> county.conditionsOf(record.facts().categoryCode()).stream()
                        .findFirst())
                .map(Reference.Condition::nameZh)
                .orElse(record.facts().categoryCode());
        boolean byRole = to.account() == null && to.unit() == null;
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
                .param("account", to.account())
                .param("role", byRole ? to.role().name() : null)
                .param("unit", to.unit())
                .param("text", text)
                .update();
    }
}
