package org.whistle.department.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.whistle.clock.WorkCalendar;
import org.whistle.events.CaseEvent;
import org.whistle.events.CaseFacts;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.Limit;
import org.whistle.events.OfferedPart;
import org.whistle.events.Ticket;
import org.whistle.events.code.ClockUnit;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.EvidenceKind;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.PartState;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.ReworkCause;
import org.whistle.events.code.Role;
import org.whistle.events.code.Source;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.problem.RefusedException;

class PartTests {

    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final UUID CASE = new UUID(1, 1);
    private static final UUID LEAD = new UUID(2, 1);
    private static final UUID ASSISTANT = new UUID(2, 2);
    private static final Caller SANITATION = liaison("SANITATION");
    private static final Caller POLICE = liaison("POLICE");

    private DepartmentCase record = PartMachine.first(envelope(dispatched("清除"), null), WorkCalendar.UNPUBLISHED)
            .orElseThrow();

    @Test
    void acceptsAndCompletes() {
        decide(LEAD, SANITATION, new PartCommand.Accept(null));
        decide(ASSISTANT, POLICE, new PartCommand.Accept(null));
        decide(ASSISTANT, POLICE, completion());
        DepartmentEvent completed = decide(LEAD, SANITATION, completion());

        assertThat(completed).isEqualTo(new DepartmentEvent.Completed("已清除", false, List.of(), List.of(), null, null));
        assertThat(state(LEAD)).isEqualTo(PartState.DONE);
    }

    @Test
    void theReplyToTheCitizenGoesWithTheCompletion() {
        decide(LEAD, SANITATION, new PartCommand.Accept(null));
        decide(ASSISTANT, POLICE, new PartCommand.Accept(null));
        decide(ASSISTANT, POLICE, completion());

        assertThat(decide(
                        LEAD,
                        SANITATION,
                        new PartCommand.Complete("内部", true, null, null, null, "已清运，如有问题请拨 13812345678", null)))
                .isEqualTo(new DepartmentEvent.Completed("内部", false, List.of(), List.of(), null, "已清运，如有问题请拨 ***"));
    }

    @Test
    void theLeadCannotCompleteWhileAnAssistantIsOpen() {
        decide(LEAD, SANITATION, new PartCommand.Accept(null));

        assertRefused(() -> decide(LEAD, SANITATION, completion()), "ASSISTANTS_OPEN");
        decide(ASSISTANT, POLICE, new PartCommand.RequestReturn(ReturnReason.OTHER, "不归我管", null, null));
        assertRefused(() -> decide(LEAD, SANITATION, completion()), "ASSISTANTS_OPEN");
        arrives(new DispatchEvent.ReturnApproved(false, "好"), ASSISTANT);
        decide(LEAD, SANITATION, completion());

        assertThat(state(LEAD)).isEqualTo(PartState.DONE);
    }

    @Test
    void aReturnIsPossibleOncePerRound() {
        decide(LEAD, SANITATION, new PartCommand.RequestReturn(ReturnReason.OTHER, "不归我管", null, null));
        arrives(new DispatchEvent.ReturnRefused(true, "归你"), LEAD);

        assertThat(state(LEAD)).isEqualTo(PartState.OFFERED);
        assertRefused(
                () -> decide(LEAD, SANITATION, new PartCommand.RequestReturn(ReturnReason.OTHER, "不", null, null)),
                "RETURN_NOT_ALLOWED");
        assertThat(allowed(LEAD, SANITATION)).containsExactly("accept");
    }

    @Test
    void anotherUnitSeesNothing() {
        assertRefused(() -> decide(LEAD, POLICE, new PartCommand.Accept(null)), "NOT_FOUND");
    }

    @Test
    void aHandlerSeesWhatWasGivenToThemAndNotesOnly() {
        Caller handler = new Caller("handler", List.of(new Grant(Role.HANDLER, List.of("350999"), "SANITATION")), null);

        assertRefused(() -> decide(LEAD, handler, new PartCommand.Accept(null)), "NOT_FOUND");
        decide(LEAD, SANITATION, new PartCommand.Accept(null));
        decide(LEAD, SANITATION, new PartCommand.AssignHandler("handler", null));

        assertThat(allowed(LEAD, handler)).containsExactly("note");
        assertRefused(() -> decide(LEAD, handler, completion()), "FORBIDDEN");
    }

    @Test
    void informingIsAllowedOnlyWhereTheCriterionSaysSo() {
        decide(LEAD, SANITATION, new PartCommand.Accept(null));
        arrives(new DispatchEvent.Recalled(false, ReturnReason.OTHER, "撤"), ASSISTANT);

        assertRefused(
                () -> decide(LEAD, SANITATION, new PartCommand.Complete("已告知", null, true, null, null, null, null)),
                "UNPROCESSABLE");
        assertRefused(
                () -> decide(LEAD, SANITATION, new PartCommand.Complete("做了", false, null, null, null, null, null)),
                "UNPROCESSABLE");
        record = PartMachine.first(envelope(dispatched("调解或告知"), null), WorkCalendar.UNPUBLISHED)
                .orElseThrow();
        decide(LEAD, SANITATION, new PartCommand.Accept(null));
        arrives(new DispatchEvent.Recalled(false, ReturnReason.OTHER, "撤"), ASSISTANT);
        decide(LEAD, SANITATION, new PartCommand.Complete("已告知", null, true, null, null, null, null));
        assertThat(state(LEAD)).isEqualTo(PartState.DONE);
    }

    @Test
    void whateverEndsTheCaseEndsEveryPart() {
        for (CaseEvent end : List.of(
                new DispatchEvent.ForceClosed(ForceCloseReason.OTHER, "止"),
                new DispatchEvent.Recalled(true, ReturnReason.OTHER, "撤"),
                new DispatchEvent.ReturnApproved(true, "好"),
                new IntakeEvent.Closed(false),
                new IntakeEvent.Reopened(DissatisfactionReason.RECURRED, "又"))) {
            record = PartMachine.first(envelope(dispatched("清除"), null), WorkCalendar.UNPUBLISHED)
                    .orElseThrow();
            arrives(end, null);

            assertThat(record.parts()).as("%s", end).allMatch(part -> part.state() == PartState.ENDED);
        }
    }

    @Test
    void recallAfterCompletionEndsADonePart() {
        decide(LEAD, SANITATION, new PartCommand.Accept(null));
        arrives(new DispatchEvent.Recalled(false, ReturnReason.OTHER, "撤"), ASSISTANT);
        decide(LEAD, SANITATION, completion());

        arrives(new DispatchEvent.Recalled(true, ReturnReason.OTHER, "撤"), null);

        assertThat(state(LEAD)).isEqualTo(PartState.ENDED);
        assertRefused(() -> decide(LEAD, SANITATION, completion()), "STATE");
    }

    @Test
    void reworkBringsTheNamedPartsBackUnderANewAttempt() {
        decide(LEAD, SANITATION, new PartCommand.Accept(null));
        arrives(new DispatchEvent.Recalled(false, ReturnReason.OTHER, "撤"), ASSISTANT);
        decide(LEAD, SANITATION, completion());

        arrives(new DispatchEvent.ReworkOrdered(ReworkCause.VETOED, List.of(LEAD), 2, "再来"), null);

        assertThat(record.part(LEAD).orElseThrow().attempt()).isEqualTo(2);
        assertThat(state(LEAD)).isEqualTo(PartState.HANDLING);
        assertThat(state(ASSISTANT)).isEqualTo(PartState.ENDED);
    }

    @Test
    void anEventOfAnOlderRoundChangesNothing() {
        Envelope second = inRound(2, dispatched("清除"));
        PartMachine.apply(record, second, WorkCalendar.UNPUBLISHED).ifPresent(outcome -> record = outcome.next());
        DepartmentCase before = record;

        arrives(new DispatchEvent.Recalled(true, ReturnReason.OTHER, "撤"), null);

        assertThat(record).isEqualTo(before);
        assertThat(record.round()).isEqualTo(2);
    }

    private DepartmentEvent decide(UUID part, Caller caller, PartCommand command) {
        Assignment assignment = new Assignment(record, record.part(part).orElseThrow());
        PartTable.TABLE.admit(assignment, command.action(), caller, NOW);
        var outcome = PartMachine.decide(
                assignment, command, new PartMachine.Context(NOW, WorkCalendar.UNPUBLISHED, null, UUID::randomUUID));
        record = outcome.next();
        return (DepartmentEvent) outcome.events().getFirst().event();
    }

    private List<String> allowed(UUID part, Caller caller) {
        return PartTable.TABLE.allowedActions(
                new Assignment(record, record.part(part).orElseThrow()), caller, NOW);
    }

    private void arrives(CaseEvent event, @Nullable UUID part) {
        PartMachine.apply(record, envelope(event, part), WorkCalendar.UNPUBLISHED)
                .ifPresent(outcome -> record = outcome.next());
    }

    private PartState state(UUID part) {
        return record.part(part).orElseThrow().state();
    }

    private static PartCommand completion() {
        return new PartCommand.Complete("已清除", true, null, null, null, null, null);
    }

    private static DispatchEvent dispatched(String criterion) {
        CaseFacts facts = new CaseFacts(
                "3509992026112300001",
                "E0110",
                "垃圾",
                null,
                null,
                "350999001001001",
                Source.GRID_PATROL,
                null,
                null,
                List.of(),
                1);
        FiledCondition condition = new FiledCondition(
                "E0110-1",
                "堆放",
                "Heaps",
                new Limit(4, ClockUnit.WORK_HOUR),
                new Limit(1, ClockUnit.WORK_HOUR),
                null,
                criterion,
                EvidenceKind.NONE,
                false);
        Ticket ticket = new Ticket(WhistleKind.ROUTINE, List.of(condition), List.of(), "多次", false);
        return new DispatchEvent.Dispatched(
                facts,
                ticket,
                List.of(
                        new OfferedPart(LEAD, "SANITATION", PartRole.LEAD, "2026-1", true, Duration.ZERO, 0, null),
                        new OfferedPart(
                                ASSISTANT, "POLICE", PartRole.ASSISTING, "2026-1", true, Duration.ZERO, 0, null)),
                null,
                null);
    }

    private static Caller liaison(String unit) {
        return new Caller("dept-" + unit, List.of(new Grant(Role.DEPARTMENT, List.of("350999"), unit)), null);
    }

    private static Envelope envelope(CaseEvent event, @Nullable UUID part) {
        return envelope(1, event, part);
    }

    private static Envelope inRound(int round, CaseEvent event) {
        return envelope(round, event, null);
    }

    private static Envelope envelope(int round, CaseEvent event, @Nullable UUID part) {
        return new Envelope(
                UUID.randomUUID(),
                "/dispatch-service",
                EventTypes.nameOf(event.getClass()),
                CASE.toString(),
                NOW,
                "dispatcher",
                "DISPATCHER",
                "350999001001001",
                1,
                null,
                round,
                part,
                part == null ? null : 1,
                List.of(),
                event);
    }

    private static void assertRefused(Runnable decision, String code) {
        assertThatThrownBy(decision::run)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
