package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.whistle.dispatch.dispatching.CasesByState.Sample;
import org.whistle.events.Lifecycle;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartState;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Command;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.testing.TransitionDocument;
import org.whistle.testing.TransitionText;
import org.whistle.testing.TransitionText.Guards;

/** Every action in every state by every role, inside the scope and outside: allowed or refused as in domain.md. */
class DispatchMatrixTests {

    private static final TransitionText WRITTEN = TransitionText.read(DispatchMatrixTests.class, "transitions.txt");

    @TestFactory
    Stream<DynamicNode> everyActionInEveryStateByEveryRole() {
        return CasesByState.all().stream()
                .map(sample -> DynamicContainer.dynamicContainer(
                        sample.name(),
                        WRITTEN.actions().stream()
                                .map(action -> DynamicTest.dynamicTest(
                                        action,
                                        () -> Told.callers().forEach(caller -> judges(sample, action, caller))))));
    }

    @TestFactory
    Stream<DynamicTest> theActionsToldAreThoseAdmitted() {
        return CasesByState.all().stream()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.name(),
                        () -> Told.callers().forEach(caller -> {
                            List<String> admitted = WRITTEN.actions().stream()
                                    .filter(action -> Told.to(WRITTEN, sample, action, caller)
                                            .equals("OK"))
                                    .toList();
                            assertThat(allowed(sample, caller))
                                    .as("%s", caller)
                                    .containsExactlyInAnyOrderElementsOf(admitted);
                        })));
    }

    @Test
    void theTableHasTheLinesOfTheDomainAndNoMore() {
        Set<String> decided = DispatchTable.TABLE.lines().stream()
                .flatMap(line -> line.from().stream()
                        .flatMap(state -> line.by().stream()
                                .map(role -> TransitionText.triple(line.action(), state.name(), role.name()))))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(decided).isEqualTo(WRITTEN.triples());
    }

    @Test
    void everyStateAndEveryLineIsTried() {
        assertThat(CasesByState.states()).containsExactlyInAnyOrder(CaseState.values());
        Set<String> told = CasesByState.all().stream()
                .flatMap(sample -> Told.callers()
                        .flatMap(caller -> allowed(sample, caller).stream()
                                .map(action -> action + " " + sample.record().state())))
                .collect(Collectors.toSet());
        assertThat(told)
                .containsAll(DispatchTable.TABLE.lines().stream()
                        .flatMap(line -> line.from().stream().map(state -> line.action() + " " + state))
                        .toList());
    }

    @Test
    void everyGuardIsTried() throws IOException {
        Set<String> told = CasesByState.all().stream()
                .flatMap(sample -> WRITTEN.actions().stream()
                        .flatMap(action -> Told.callers().map(caller -> Told.to(WRITTEN, sample, action, caller))))
                .collect(Collectors.toSet());

        assertThat(told)
                .containsAll(Guards.codesIn("src/main/java/org/whistle/dispatch/dispatching/DispatchTable.java"));
    }

    @Test
    void everyCommandIsAnActionAndEveryActionACommand() {
        assertThat(Arrays.stream(DispatchCommand.class.getPermittedSubclasses()).map(DispatchMatrixTests::actionOf))
                .containsExactlyInAnyOrderElementsOf(WRITTEN.actions());
    }

    @Test
    void theTableIsDocumented() throws IOException {
        TransitionDocument.check(
                "dispatch",
                "指挥中心：谁在什么状态下可以做什么 · County command center",
                DispatchTable.TABLE.lines().stream()
                        .map(line -> new TransitionText.Line(
                                line.action(),
                                "",
                                line.from().stream().map(CaseState::name).toList(),
                                line.by().stream().map(Role::name).toList()))
                        .toList(),
                WRITTEN,
                Arrays.stream(CaseState.values()).map(CaseState::name).toList());
    }

    private static void judges(Sample sample, String action, Caller caller) {
        String verdict;
        try {
            DispatchTable.TABLE.admit(sample.record(), action, caller, DeskScene.NOW);
            List<DispatchCommand> commands = Commands.of(action, sample.record(), caller);
            assertThat(commands).as(action).isNotEmpty();
            commands.forEach(command -> decides(sample, command, caller));
            verdict = "OK";
        } catch (RefusedException e) {
            verdict = e.refusal().status() + " " + e.refusal().code();
            if (e.refusal() instanceof Refusal.Conflict conflict) {
                assertThat(conflict.state()).isEqualTo(sample.record().state().name());
                assertThat(conflict.allowedActions()).isEqualTo(allowed(sample, caller));
            }
        }
        assertThat(verdict).as("%s by %s", action, caller).isEqualTo(Told.to(WRITTEN, sample, action, caller));
    }

    /** The machine decides without an error, and every service that follows its events gets the same state. */
    private static void decides(Sample sample, DispatchCommand command, Caller caller) {
        Outcome<DispatchCase> outcome = sample.scene().decided(sample.record(), command, caller);
        CaseState followed = sample.record().state();
        for (PendingEvent pendingEvent : outcome.events()) {
            boolean lead = outcome.next()
                    .part(pendingEvent.assignmentId())
                    .filter(Part::lead)
                    .isPresent();
            followed = Lifecycle.after(followed, pendingEvent.event(), lead);
        }

        assertThat(outcome.events()).as("%s", command).isNotEmpty();
        assertThat(outcome.next().state()).as("%s", command).isEqualTo(followed);
        theCaseFollowsItsLead(sample.record());
        theCaseFollowsItsLead(outcome.next());
        goesOn(sample, outcome.next());
    }

    /** Every action that is allowed next can be decided. */
    private static void goesOn(Sample sample, DispatchCase next) {
        Told.callers()
                .forEach(caller -> DispatchTable.TABLE
                        .allowedActions(next, caller, DeskScene.NOW)
                        .forEach(action -> Commands.of(action, next, caller)
                                .forEach(command -> theCaseFollowsItsLead(sample.scene()
                                        .decided(next, command, caller)
                                        .next()))));
    }

    private static void theCaseFollowsItsLead(DispatchCase record) {
        List<PartState> leads = record.parts().stream()
                .filter(part -> part.lead() && part.held())
                .map(Part::state)
                .toList();
        List<PartState> expected = switch (record.state()) {
            case DISPATCHED -> List.of(PartState.OFFERED);
            case RETURN_REVIEW -> List.of(PartState.RETURN_REVIEW);
            case HANDLING -> List.of(PartState.HANDLING);
            case SUSPENDED -> List.of(PartState.SUSPENDED);
            case RULING, CHECKING, CONFIRMING -> List.of(PartState.DONE);
            default -> List.of();
        };
        assertThat(leads).as("%s", record.state()).isEqualTo(expected);
        if (expected.isEmpty()) {
            assertThat(record.parts()).noneMatch(Part::held);
        }
    }

    private static List<String> allowed(Sample sample, Caller caller) {
        return DispatchTable.TABLE.allowedActions(sample.record(), caller, DeskScene.NOW);
    }

    private static String actionOf(Class<?> command) {
        try {
            var constructor = command.getDeclaredConstructors()[0];
            return ((Command) constructor.newInstance(new Object[constructor.getParameterCount()])).action();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
