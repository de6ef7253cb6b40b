package org.whistle.explorer;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.whistle.events.code.CaseState;
import org.whistle.events.code.Source;

/** Long random walks: any decision by any role at any time, with events delayed. */
class RandomWalkTests {

    private static final int STEPS = 110;

    /** Decisions that end or hold up a case: seldom, or no walk gets far. */
    private static final Set<String> SELDOM = Set.of(
            "street urges",
            "void",
            "force-close",
            "supervise",
            "reject",
            "send back",
            "recall",
            "take back",
            "intake timer",
            "dispatch timer",
            "unit timer",
            "self-handle",
            "request verification");

    /** All but those a single case without a twin never comes to. */
    private static final Set<CaseState> REACHABLE = EnumSet.complementOf(EnumSet.of(CaseState.MERGED));

    @Test
    void aThousandSeededWalksKeepEveryPromise() {
        walk(0, 1_000);
    }

    @Test
    @Tag("nightly")
    @Tag("walks")
    void tenThousandSeededWalksKeepEveryPromise() {
        walk(1_000, 10_000);
    }

    private static void walk(int from, int to) {
        Set<CaseState> seen = EnumSet.noneOf(CaseState.class);
        IntStream.range(from, to).parallel().forEach(seed -> {
            Set<CaseState> passed = walk(seed);
            synchronized (seen) {
                seen.addAll(passed);
            }
        });
        Assertions.assertThat(seen).as("states the walks passed").containsAll(REACHABLE);
    }

    private static Set<CaseState> walk(int seed) {
        Random random = new Random(seed);
        List<String> path = new ArrayList<>();
        try {
            boolean urgent = random.nextInt(4) == 0;
            World world = World.reported(
                    urgent ? County.URGENT : County.PLAIN,
                    urgent,
                    random.nextInt(5) == 0 ? Source.CITIZEN : Source.GRID_PATROL);
            Set<CaseState> passed = EnumSet.noneOf(CaseState.class);
            for (int step = 0; step < STEPS; step++) {
                world = step(world, random, path);
                passed.add(world.intake().state());
            }
            Promises.check(world.settled());
            return passed;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + path, e);
        }
    }

    private static World step(World world, Random random, List<String> path) {
        int side = random.nextInt(3);
        int what = random.nextInt(12);
        if (what == 11) {
            path.add("settle");
            return world.settled();
        }
        if (what < 4 && world.canRead(side)) {
            path.add("read " + side);
            return world.read(side);
        }
        if (what < 7 && world.canRelay(side)) {
            path.add("relay " + side);
            return world.relay(side);
        }
        for (int tries = 0; tries < 40; tries++) {
            Move move = Moves.ALL.get(random.nextInt(Moves.ALL.size()));
            if (SELDOM.contains(move.name()) && random.nextInt(12) != 0) {
                continue;
            }
            var next = move.tried(world);
            if (next.isPresent()) {
                path.add(move.name());
                return next.get();
            }
        }
        return world;
    }
}
