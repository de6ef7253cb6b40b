package org.whistle.dispatch.dispatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.dispatch.dispatching.Stories.ANOTHER;
import static org.whistle.dispatch.dispatching.Stories.REVIEWER;
import static org.whistle.dispatch.dispatching.Stories.returning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.whistle.events.CaseEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.Envelope;
import org.whistle.events.code.AutoDispatch;
import org.whistle.events.code.CaseState;
import org.whistle.kit.desk.Outcome;
import org.whistle.kit.desk.PendingEvent;
import org.whistle.kit.reference.Reference;

/** An emergency whose dispatch limit is missed is dispatched by rule (domain.md, Urgent lane). */
class RuleDispatchTests {

    private static final Instant MISS = DeskScene.NOW.plus(Duration.ofMinutes(5));
    private static final DispatchEvent DEPUTY = new DispatchEvent.DutyAlerted("COMMAND_CENTER", "DEPUTY");
    private static final DispatchEvent LEADER = new DispatchEvent.DutyAlerted("COMMAND_CENTER", "LEADER");

    private final AtomicLong ids = new AtomicLong();

    @Test
    void theDeputyOfTheCommandCenterIsAlertedOfTheMissAndTheLeaderFiveMinutesLater() {
        DispatchCase missed = DeskScene.emergency().missed().record();

        assertThat(TimedTransitions.next(missed)).contains(MISS);
        assertThat(events(due(missed, MISS.minusNanos(1), AutoDispatch.NONE))).isEmpty();
        Outcome<DispatchCase> first = due(missed, MISS, AutoDispatch.NONE);
        assertThat(events(first)).containsExactly(DEPUTY);
        assertThat(first.next().state()).isEqualTo(CaseState.TICKETED);

        assertThat(TimedTransitions.next(first.next())).contains(MISS.plusSeconds(300));
        Outcome<DispatchCase> second = due(first.next(), MISS.plusSeconds(300), AutoDispatch.NONE);
        assertThat(events(second)).containsExactly(LEADER);
        assertThat(TimedTransitions.next(second.next())).isEmpty();
    }

    @Test
    void nobodyIsAlertedBeforeTheMissNorOnceItIsDispatched() {
        assertThat(TimedTransitions.next(DeskScene.emergency().record())).isEmpty();
        DispatchCase dispatched = DeskScene.emergency()
                .missed()
                .decide(ANOTHER, Commands.dispatch("WATER"))
                .record();

        assertThat(events(due(dispatched, MISS.plusSeconds(1), AutoDispatch.ON_MISS)))
                .as("the unit's own roster alone")
                .containsExactly(new DispatchEvent.DutyAlerted("WATER", "DEPUTY"));
    }

    @ParameterizedTest
    @EnumSource(names = {"ON_MISS", "AT_ONCE"})
    void aMissedEmergencyGoesToTheFirstCandidate(AutoDispatch auto) {
        Outcome<DispatchCase> due = due(DeskScene.emergency().missed().record(), MISS, auto);

        assertThat(events(due))
                .satisfiesExactly(
                        alerted -> assertThat(alerted).isEqualTo(DEPUTY),
                        filed -> assertThat(filed).isEqualTo(new DispatchEvent.Filed()),
                        event -> assertThat(event)
                                .isInstanceOfSatisfying(DispatchEvent.Dispatched.class, dispatched -> {
                                    assertThat(dispatched.byRule()).isTrue();
                                    assertThat(dispatched.parts())
                                            .extracting(part -> part.unit())
                                            .containsExactly("SANITATION");
                                }),
                        offered ->
                                assertThat(offered).isEqualTo(new DispatchEvent.DutyAlerted("SANITATION", "ON_DUTY")));
        assertThat(due.next().state()).isEqualTo(CaseState.DISPATCHED);
        assertThat(due.next().parts())
                .allMatch(Part::offeredByRule)
                .extracting(part -> part.offer().by())
                .containsExactly(Envelope.SYSTEM);
    }

    @Test
    void aPersonsDispatchIsNotMarked() {
        DeskScene scene = DeskScene.emergency();

        assertThat(events(scene.decided(scene.record(), Commands.dispatch("WATER"), ANOTHER)))
                .filteredOn(DispatchEvent.Dispatched.class::isInstance)
                .allSatisfy(event ->
                        assertThat(((DispatchEvent.Dispatched) event).byRule()).isNull());
    }

    @ParameterizedTest
    @EnumSource(
            value = CandidateRanking.Reason.class,
            names = {"SAME_CATEGORY", "OTHER"})
    void withoutACandidateTheRosterGoesOnAndNothingIsDispatched(CandidateRanking.Reason reason) {
        var anybody = new CandidateRanking.Ranked("WATER", reason, null, null);
        DispatchCase missed = DeskScene.emergency().missed().record();

        for (List<CandidateRanking.Ranked> ranked : List.of(List.of(anybody), List.<CandidateRanking.Ranked>of())) {
            Outcome<DispatchCase> due = TimedTransitions.due(
                    missed,
                    MISS,
                    soFar -> RuleDispatch.after(
                            soFar, AutoDispatch.ON_MISS, context(AutoDispatch.ON_MISS, MISS), _ -> ranked));
            assertThat(events(due)).containsExactly(DEPUTY);
            assertThat(TimedTransitions.next(due.next())).contains(MISS.plusSeconds(300));
        }
    }

    @Test
    void whatADispatcherRecalledIsNotOfferedToTheSameUnitByRuleAgain() {
        DeskScene scene = DeskScene.emergency().missed();
        scene.take(due(scene.record(), MISS, AutoDispatch.ON_MISS))
                .decide(ANOTHER, Commands.recall())
                .missed();

        assertThat(events(due(scene.record(), MISS.plusSeconds(600), AutoDispatch.ON_MISS)))
                .containsExactly(DEPUTY, LEADER);
    }

    @Test
    void whereALeaderHasToDesignateNoRuleDispatches() {
        DeskScene scene = returning(DeskScene.emergency().decide(ANOTHER, Commands.dispatch("WATER")), "WATER");
        scene.decide(REVIEWER, Commands.approveReturn(scene.part("WATER")))
                .decide(ANOTHER, Commands.dispatch("URBAN_MGMT"));
        returning(scene, "URBAN_MGMT")
                .decide(REVIEWER, Commands.approveReturn(scene.part("URBAN_MGMT")))
                .missed();

        assertThat(events(due(scene.record(), MISS, AutoDispatch.ON_MISS))).containsExactly(DEPUTY);
    }

    @Test
    void anOrdinaryTicketIsNeitherAlertedNorDispatchedByRule() {
        DispatchCase missed = DeskScene.ticketed().missed().record();

        assertThat(TimedTransitions.next(missed)).isEmpty();
        assertThat(events(due(missed, MISS.plus(Duration.ofDays(1)), AutoDispatch.AT_ONCE)))
                .isEmpty();
        assertThat(atOnce(missed, AutoDispatch.AT_ONCE).events()).isEmpty();
    }

    @Test
    void atOnceComesWithTheTicketAndNothingElseDoes() {
        DispatchCase ticketed = DeskScene.emergency().record();

        assertThat(atOnce(ticketed, AutoDispatch.AT_ONCE).next().state()).isEqualTo(CaseState.DISPATCHED);
        assertThat(atOnce(ticketed, AutoDispatch.ON_MISS)).isEqualTo(Outcome.of(ticketed));
        assertThat(atOnce(ticketed, AutoDispatch.NONE)).isEqualTo(Outcome.of(ticketed));
    }

    private Outcome<DispatchCase> due(DispatchCase record, Instant now, AutoDispatch listed) {
        return TimedTransitions.due(record, now, rule(AutoDispatch.ON_MISS, listed, now));
    }

    private Outcome<DispatchCase> atOnce(DispatchCase record, AutoDispatch listed) {
        return rule(AutoDispatch.AT_ONCE, listed, DeskScene.NOW).apply(Outcome.of(record));
    }

    private UnaryOperator<Outcome<DispatchCase>> rule(AutoDispatch occasion, AutoDispatch listed, Instant now) {
        Reference county = DeskScene.listing(listed);
        return soFar -> RuleDispatch.after(
                soFar,
                occasion,
                context(listed, now),
                record -> CandidateRanking.rank(record, county, Optional.empty()));
    }

    private DispatchMachine.Context context(AutoDispatch listed, Instant now) {
        return DispatchMachine.Context.byRule(DeskScene.listing(listed), now, () -> new UUID(5, ids.incrementAndGet()));
    }

    private static List<CaseEvent> events(Outcome<DispatchCase> outcome) {
        return outcome.events().stream().map(PendingEvent::event).toList();
    }
}
