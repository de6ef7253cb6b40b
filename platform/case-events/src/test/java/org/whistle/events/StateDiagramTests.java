package org.whistle.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.whistle.events.code.CaseState;

/** The drawn states are the ones of the code, and only a holder moves a case. */
class StateDiagramTests {

    private static final Path PAGE = Path.of("../../deploy/docs/state-diagrams.md");

    /** Run with {@code -Dwhistle.diagrams.write=true} after changing the life cycle. */
    @Test
    void committedDiagramsShowTheLifecycle() throws IOException {
        if (Boolean.getBoolean("whistle.diagrams.write")) {
            Files.writeString(PAGE, StateDiagrams.page());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(StateDiagrams.page());
    }

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void everyStateCanBeReached(CaseState state) {
        Set<CaseState> reached = EnumSet.of(CaseState.REPORTED);
        for (int i = 0; i < CaseState.values().length; i++) {
            reached.addAll(CaseSteps.all().stream()
                    .filter(step -> reached.contains(step.from()))
                    .map(CaseSteps.Step::to)
                    .collect(Collectors.toSet()));
        }
        assertThat(reached).contains(state);
    }

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void everyOpenStateCanBeLeft(CaseState state) {
        assertThat(CaseSteps.all().stream().anyMatch(step -> step.from() == state))
                .isEqualTo(state.open() || state == CaseState.CLOSED || state == CaseState.MERGED);
    }

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void onlyTheHolderOrALeadPartMovesACase(CaseState state) {
        Producer holder = state.holder() == CaseState.Holder.DISPATCH ? Producer.DISPATCH : Producer.INTAKE;
        assertThat(CaseSteps.events().filter(event -> Occasions.of(event).contains(state)))
                .allMatch(event ->
                        holder.mayDecide(event) || (holder == Producer.DISPATCH && event instanceof DepartmentEvent));
    }

    @Test
    void whateverMovesACaseHasItsOccasion() {
        assertThat(CaseSteps.events()
                        .filter(event -> Occasions.of(event).isEmpty())
                        .filter(event -> !(event instanceof IntakeEvent.Reported)
                                && !(event instanceof IntakeEvent.Registered)
                                && !(event instanceof IntakeEvent.Closed)
                                && !(event instanceof DispatchEvent.ReworkOrdered)))
                .allMatch(event -> Arrays.stream(CaseState.values())
                        .allMatch(state -> Lifecycle.after(state, event, true) == state));
    }

    @Test
    void assistantsMoveNoCase() {
        assertThat(CaseSteps.events()
                        .filter(event -> event instanceof DepartmentEvent
                                || event instanceof DispatchEvent.Suspended
                                || event instanceof DispatchEvent.Resumed))
                .allMatch(event -> Lifecycle.after(CaseState.DISPATCHED, event, false) == CaseState.DISPATCHED);
    }
}
