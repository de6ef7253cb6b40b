package org.whistle.replay.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.whistle.replay.client.WhistleClient;
import org.whistle.replay.play.FakeSystem.FakeCase;
import org.whistle.replay.script.Act;
import org.whistle.replay.script.CaseScript;
import org.whistle.replay.script.Step;

class PlayerTests {

    private static final Instant START = Instant.parse("2020-01-02T08:00:00Z");
    private static final List<Act> LOOP = List.of(
            Act.REPORT,
            Act.ESCALATE,
            Act.TICKET,
            Act.FILE,
            Act.DISPATCH,
            Act.ACCEPT,
            Act.COMPLETE,
            Act.CHECK,
            Act.CONFIRM);

    private final AtomicInteger counted = new AtomicInteger();
    private FakeSystem system;
    private WhistleClient client;

    @BeforeEach
    void start() throws IOException {
        system = new FakeSystem();
        client = new WhistleClient(system.address(), system.address(), Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        client.close();
        system.close();
    }

    @Test
    void playsEveryCaseToItsEndInOrderOfTheClock() {
        PlayResult result = play(Map.of());

        assertThat(result.refusals()).isEmpty();
        assertThat(result.closedLoops()).isEqualTo(6);
        assertThat(system.cases()).hasSize(6).allSatisfy(each -> {
            assertThat(each.state()).isEqualTo("CLOSED");
            assertThat(each.events()).hasSize(9);
            assertThat(each.times()).isSorted();
        });
        Instant last = START.plus(Duration.ofMinutes(5 * 7 + 8 * 60));
        assertThat(system.now()).isBetween(last.minus(Duration.ofMinutes(10)), last);
        assertThat(counted).hasValue(6 * 9);
    }

    @Test
    void actsHappenWithinAWindowOfTheirPlannedTime() {
        play(Map.of());

        for (FakeCase each : system.cases()) {
            CaseScript script = scripts().stream()
                    .filter(candidate -> candidate.name().equals(each.externalId()))
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < each.times().size(); i++) {
                assertThat(each.times().get(i))
                        .isBetween(
                                script.steps().get(i).at().minus(Duration.ofMinutes(10)),
                                script.steps().get(i).at());
            }
        }
    }

    @Test
    void goesOnWhereItWasStoppedAndReportsNothingTwice() {
        system.refuseAfter(25);
        assertThat(play(Map.of()).refusals()).isNotEmpty();
        system.refuseAfter(Integer.MAX_VALUE);
        counted.set(0);

        Ledger ledger = new Ledger(client, "supervisor");
        Map<String, KnownCase> known = new HashMap<>();
        ledger.reported()
                .forEach((name, reported) -> scripts().stream()
                        .filter(script -> script.name().equals(name))
                        .forEach(script -> known.put(name, ledger.resume(script, reported))));
        PlayResult result = play(known);

        assertThat(result.refusals()).isEmpty();
        assertThat(result.deeds()).hasSize(6 * 9 - 25);
        assertThat(system.cases())
                .hasSize(6)
                .allSatisfy(each -> assertThat(each.events()).hasSize(9).doesNotHaveDuplicates());
        assertThat(counted).hasValue(6 * 9);
    }

    @Test
    void aKnownExternalIdLeadsToItsCase() {
        play(Map.of());

        PlayResult again = play(Map.of());

        assertThat(again.deeds()).isEmpty();
        assertThat(again.refusals()).isEmpty();
        assertThat(again.cases()).hasSize(6);
        assertThat(system.cases()).hasSize(6);
    }

    private PlayResult play(Map<String, KnownCase> known) {
        Pace pace = Pace.unbounded(client.clock(), Duration.ofMinutes(10));
        Player player = new Player(client, pace, 4, new Ledger(client, "supervisor"), new PlayListener() {
            @Override
            public void done(Deed deed) {
                counted.incrementAndGet();
            }

            @Override
            public void refused(Refusal refusal, int skipped) {
                counted.addAndGet(1 + skipped);
            }

            @Override
            public void passedOver(int steps) {
                counted.addAndGet(steps);
            }
        });
        return player.play(scripts(), known);
    }

    /** Six cases seven minutes apart, an hour a step. */
    private static List<CaseScript> scripts() {
        List<CaseScript> scripts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String name = "x-" + i;
            List<Step> steps = new ArrayList<>();
            for (int j = 0; j < LOOP.size(); j++) {
                Instant at = START.plus(Duration.ofMinutes(7L * i + 60L * j));
                steps.add(new Step(at, "somebody", LOOP.get(j), Map.of("externalId", name)));
            }
            scripts.add(new CaseScript(name, steps, "CLOSED"));
        }
        return scripts;
    }
}
