package org.whistle.department.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
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
import org.whistle.department.part.PartsByState.Sample;
import org.whistle.events.Lifecycle;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.PartState;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Command;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.testing.TransitionDocument;
import org.whistle.testing.TransitionText;
import org.whistle.testing.TransitionText.Guards;

/** Every action in every state by every role, inside the scope and outside: allowed or refused as in domain.md. */
class PartMatrixTests {

    private static final TransitionText WRITTEN = TransitionText.read(PartMatrixTests.class, "transitions.txt");

    @TestFactory
    Stream<DynamicNode> everyActionInEveryStateByEveryRole() {
        return PartsByState.all().stream()
                .map(sample -> DynamicContainer.dynamicContainer(
                        sample.name(),
                        WRITTEN.actions().stream()
                                .map(action -> DynamicTest.dynamicTest(
                                        action,
                                        () -> Told.callers(sample)
                                                .forEach(caller -> judges(sample, action, caller))))));
    }

    @TestFactory
    Stream<DynamicTest> theActionsToldAreThoseAdmitted() {
        return PartsByState.all().stream()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.name(),
                        () -> Told.callers(sample).forEach(caller -> {
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
        Set<String> decided = PartTable.TABLE.lines().stream()
                .flatMap(line -> line.from().stream()
                        .flatMap(state -> line.by().stream()
                                .map(role -> TransitionText.triple(line.action(), state.name(), role.name()))))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(decided).isEqualTo(WRITTEN.triples());
    }

    @Test
    void everyStateAndEveryLineIsTried() {
        assertThat(PartsByState.all().stream()
                        .map(sample -> sample.assignment().state())
                        .distinct())
                .containsExactlyInAnyOrder(PartState.values());
        Set<String> told = PartsByState.all().stream()
                .flatMap(sample -> Told.callers(sample)
                        .flatMap(caller -> allowed(sample, caller).stream()
                                .map(action ->
                                        action + " " + sample.assignment().state())))
                .collect(Collectors.toSet());
        assertThat(told)
                .containsAll(PartTable.TABLE.lines().stream()
                        .flatMap(line -> line.from().stream().map(state -> line.action() + " " + state))
                        .filter(pair -> !pair.equals("appeal DONE")) // closing ends every part: always ROUND_OPEN
                        .toList());
    }

    @Test
    void everyGuardIsTried() throws IOException {
        Set<String> told = PartsByState.all().stream()
                .flatMap(sample -> WRITTEN.actions().stream()
                        .flatMap(
                                action -> Told.callers(sample).map(caller -> Told.to(WRITTEN, sample, action, caller))))
                .collect(Collectors.toSet());

        assertThat(told).containsAll(Guards.codesIn("src/main/java/org/whistle/department/part/PartTable.java"));
    }

    @Test
    void everyCommandIsAnActionAndEveryActionACommand() {
        assertThat(Arrays.stream(PartCommand.class.getPermittedSubclasses()).map(PartMatrixTests::actionOf))
                .containsExactlyInAnyOrderElementsOf(WRITTEN.actions());
    }

    @Test
    void theTableIsDocumented() throws IOException {
        TransitionDocument.check(
                "department",
                "责任单位：谁在什么状态下可以做什么 · A unit's desk",
                PartTable.TABLE.lines().stream()
                        .map(line -> new TransitionText.Line(
                                line.action(),
                                "",
                                line.from().stream().map(PartState::name).toList(),
                                line.by().stream().map(Role::name).toList()))
                        .toList(),
                WRITTEN,
                Arrays.stream(PartState.values()).map(PartState::name).toList());
    }

    private static void judges(Sample sample, String action, Caller caller) {
        Assignment assignment = sample.assignment();
        String verdict;
        try {
            PartTable.TABLE.admit(assignment, action, caller, sample.scene().now());
            List<PartCommand> commands =
                    Commands.of(action, assignment, sample.scene().now());
            assertThat(commands).as(action).isNotEmpty();
            commands.forEach(command -> decides(sample, command));
            verdict = "OK";
        } catch (RefusedException e) {
            verdict = e.refusal().status() + " " + e.refusal().code();
            if (e.refusal() instanceof Refusal.Conflict conflict) {
                assertThat(conflict.state()).isEqualTo(assignment.state().name());
                assertThat(conflict.allowedActions()).isEqualTo(allowed(sample, caller));
            }
        }
        assertThat(verdict).as("%s by %s", action, caller).isEqualTo(Told.to(WRITTEN, sample, action, caller));
    }

    /** The machine decides without an error, about this part alone, and the case follows its lead. */
    private static void decides(Sample sample, PartCommand command) {
        UnitPart before = sample.assignment().part();
        Outcome<DepartmentCase> outcome = sample.scene().decided(sample.assignment(), command);
        UnitPart after = outcome.next().part(sample.part()).orElseThrow();

        assertThat(outcome.events()).as("%s", command).singleElement().satisfies(pendingEvent -> {
            assertThat(pendingEvent.assignmentId()).isEqualTo(sample.part());
            assertThat(pendingEvent.attempt()).isEqualTo(before.attempt());
            if (before.lead()) {
                assertThat(Lifecycle.after(caseOf(before.state()), pendingEvent.event(), true))
                        .as("%s", command)
                        .isEqualTo(caseOf(after.state()));
            }
        });
        assertThat(outcome.next().parts())
                .filteredOn(part -> !part.equals(after))
                .isEqualTo(sample.assignment().record().parts().stream()
                        .filter(part -> !part.equals(before))
                        .toList());
        goesOn(sample, new Assignment(outcome.next(), after));
    }

    /** Every action that is allowed next can be decided. */
    private static void goesOn(Sample sample, Assignment next) {
        Instant now = sample.scene().now();
        Told.callers(sample)
                .forEach(caller -> PartTable.TABLE
                        .allowedActions(next, caller, now)
                        .forEach(action -> Commands.of(action, next, now)
                                .forEach(command -> assertThat(sample.scene()
                                                .decided(next, command)
                                                .events())
                                        .hasSize(1))));
    }

    /** The state of a case whose lead part is so; done counts as handling until dispatch accepts it. */
    private static CaseState caseOf(PartState lead) {
        return switch (lead) {
            case OFFERED -> CaseState.DISPATCHED;
            case RETURN_REVIEW -> CaseState.RETURN_REVIEW;
            case HANDLING, DONE -> CaseState.HANDLING;
            case SUSPENDED -> CaseState.SUSPENDED;
            case ENDED -> CaseState.TICKETED;
        };
    }

    private static List<String> allowed(Sample sample, Caller caller) {
        return PartTable.TABLE.allowedActions(
                sample.assignment(), caller, sample.scene().now());
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
