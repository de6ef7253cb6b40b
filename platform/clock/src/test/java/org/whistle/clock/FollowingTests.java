package org.whistle.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.events.code.HandlingLevel.COMMUNITY;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.whistle.events.CaseEvent;
import org.whistle.events.DepartmentEvent;
import org.whistle.events.DeskEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.FiledCondition;
import org.whistle.events.IntakeEvent;
import org.whistle.events.OfferedPart;
import org.whistle.events.Producer;
import org.whistle.events.code.PartRole;
import org.whistle.events.code.RulingDecision;
import org.whistle.events.code.Source;
import org.whistle.events.code.SupervisionLevel;

/**
 * For any events in any order, a service that follows the events gets the same book as the producers: each step of a
 * {@link Story} compares the two.
 */
class FollowingTests {

    private static final int STEPS = 120;
    private static final List<FiledCondition> CONDITIONS = List.of(Samples.FENCED_OFF, Samples.REPAIRED);

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void followerComesToTheProducersBook(int seed) {
        Random random = new Random(seed);
        Story story = new Story().from(Source.values()[seed % Source.values().length]);
        List<UUID> events = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            story.after(Duration.ofSeconds(random.nextInt(20_000)));
            step(story, random, events);
            events.add(story.last());
        }
        assertThat(events).hasSize(STEPS);
        assertThat(story.book().clocks()).isNotEmpty();
    }

    private static void step(Story story, Random random, List<UUID> events) {
        List<UUID> all = story.book().parts().stream().sorted().toList();
        List<UUID> open = all.stream()
                .filter(part -> !story.book().endedParts().contains(part))
                .toList();
        int kind = random.nextInt(10);
        if (kind < 4) {
            story.then(intake(random));
        } else if (kind < 6 || open.isEmpty()) {
            story.then(county(random));
        } else if (kind < 8) {
            story.then(ofAPart(random), any(open, random));
        } else if (kind < 9) {
            story.then(superseded(any(events, random), random), any(all, random));
        } else {
            story.then(ofATimer(story, random));
        }
    }

    private static <T> T any(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    /** Of a part that has ended, too: that is what most decisions meet. */
    private static CaseEvent superseded(UUID event, Random random) {
        return new DispatchEvent.Superseded(
                event, "recall", random.nextInt(4) == 0 ? DispatchEvent.Superseded.ASSISTANT_TOO_LATE : "PART_ENDED");
    }

    private static CaseEvent intake(Random random) {
        List<IntakeEvent> events = List.of(
                Samples.reported(false),
                Samples.verificationRequested(),
                Samples.verified(),
                Samples.escalated(),
                Samples.sentBack(),
                Samples.handlingStarted(COMMUNITY),
                Samples.handled(COMMUNITY),
                Samples.ticketFiled(true, Samples.MISSING),
                Samples.ticketFiled(false, Samples.FENCED_OFF, Samples.REPAIRED),
                Samples.checkRequested(false),
                Samples.checkPassed(false),
                Samples.checkFailed(COMMUNITY, 1),
                Samples.checkFailed(null, 3),
                Samples.vetoed(2),
                Samples.closed(),
                Samples.reopened(),
                Samples.merged(),
                new IntakeEvent.SpotChecked(false, "", List.of()));
        return any(events, random);
    }

    private static CaseEvent county(Random random) {
        List<DispatchEvent> events = List.of(
                Samples.dispatched(CONDITIONS, part(random), part(random)),
                Samples.dispatched(CONDITIONS, part(random)),
                Samples.designated(List.of(Samples.MISSING), part(random)),
                new DispatchEvent.AssistantAdded(part(random), null),
                Samples.recalled(true),
                Samples.rejected(),
                new DispatchEvent.Ruled(RulingDecision.REDISPATCH, ""),
                new DispatchEvent.Supervised(SupervisionLevel.RED, false, ""),
                Samples.forceClosed());
        return any(events, random);
    }

    private static CaseEvent ofAPart(Random random) {
        List<CaseEvent> events = List.of(
                new DepartmentEvent.Accepted(),
                Samples.returnRequested(),
                new DispatchEvent.ReturnApproved(random.nextBoolean(), ""),
                new DispatchEvent.ReturnRefused(true, ""),
                Samples.extensionRequested(),
                Samples.granted("2 WORK_HOUR"),
                Samples.suspensionRequested(),
                Samples.suspended(),
                new DispatchEvent.Resumed(true, null),
                new DepartmentEvent.StageCompleted("C0900-1", "", List.of()),
                Samples.completed(),
                Samples.appealFiled(),
                Samples.recalled(false));
        return any(events, random);
    }

    private static CaseEvent ofATimer(Story story, Random random) {
        Producer owner = Producer.values()[random.nextInt(3)];
        List<Clock> clocks = story.book().clocks();
        @Nullable
        UUID clock = clocks.isEmpty()
                ? null
                : clocks.get(random.nextInt(clocks.size())).clockId();
        Instant from = story.now().minusSeconds(random.nextInt(30_000));
        if (clock == null || random.nextBoolean()) {
            return new DeskEvent.OutagePaused(owner, from, story.now(), random.nextBoolean() ? clock : null);
        }
        return random.nextBoolean()
                ? new DeskEvent.DeadlineMissed(clock, story.now())
                : new DeskEvent.MissWithdrawn(clock, story.last());
    }

    private static OfferedPart part(Random random) {
        String unit = random.nextBoolean() ? "WATER" : "POWER";
        return Samples.part(new UUID(70, random.nextLong()), unit, PartRole.LEAD, random.nextBoolean());
    }
}
