package org.whistle.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.whistle.events.code.Source;

/**
 * Every interleaving of concurrent decisions, three in the gate and four in the nightly tier: each is tried at any moment,
 * each event reaches the log and every reader after any delay. From each scene all sets of its decisions are played, and
 * every end is looked at.
 */
class InterleavingTests {

    /** Where it starts, how it got there, and what may happen at once. */
    record Scene(String name, Source source, String condition, List<String> before, List<String> atOnce) {

        static Scene of(String name, String before, String atOnce) {
            return new Scene(name, Source.GRID_PATROL, County.PLAIN, split(before), split(atOnce));
        }

        Scene urgent() {
            return new Scene(name, source, County.URGENT, before, atOnce);
        }

        Scene ofACitizen() {
            return new Scene(name, Source.CITIZEN, condition, before, atOnce);
        }

        World start() {
            World world = World.reported(condition, condition.equals(County.URGENT), source)
                    .settled();
            for (String move : before) {
                World from = world;
                world = Moves.named(move)
                        .tried(world)
                        .orElseThrow(() -> new AssertionError(name + ": " + move + " refused in "
                                + from.intake().state()))
                        .settled();
            }
            return world;
        }

        private static List<String> split(String text) {
            return text.isBlank() ? List.of() : List.of(text.split("; "));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scene> scenes() {
        String handling = "escalate; ticket; dispatch A with B; A accepts; B accepts";
        String done = handling + "; B completes; A completes";
        return Stream.of(
                Scene.of(
                        "ticketed",
                        "escalate; ticket",
                        "dispatch A with B; reject; file; force-close; supervise; street urges; dispatch timer"),
                Scene.of(
                                "an emergency",
                                "",
                                "take back; endorse; dispatch A; A accepts; reject; dispatch timer; intake timer")
                        .urgent(),
                Scene.of(
                                "an emergency about to be dispatched by rule",
                                "dispatch timer",
                                "dispatch timer; dispatch C; take back; reject; A accepts; recall")
                        .urgent(),
                Scene.of(
                        "an emergency by a person's word",
                        "escalate; emergency whistle",
                        "take back; endorse; dispatch A; A accepts; reject; dispatch timer"),
                Scene.of(
                                "an emergency dispatched",
                                "dispatch A",
                                "take back; A accepts; A returns; recall; endorse; unit timer")
                        .urgent(),
                Scene.of(
                        "dispatched",
                        "escalate; ticket; dispatch A with B",
                        "A accepts; A returns; B returns; recall; recall B; add C; force-close"),
                Scene.of(
                        "in return review",
                        "escalate; ticket; dispatch A with B; A returns; B accepts",
                        "approve A's return; refuse A's return; B completes; A accepts; force-close; unit timer"),
                Scene.of(
                        "an assistant returns",
                        "escalate; ticket; dispatch A with B; A accepts; B returns",
                        "approve B's return; refuse B's return; A completes; recall; recall B; add C"),
                Scene.of(
                        "handling, the assistant done",
                        handling + "; B completes",
                        "A completes; recall; recall B; add C; force-close; supervise; unit timer"),
                Scene.of(
                        "an extension asked for",
                        handling + "; B completes; A asks for an extension",
                        "approve A's extension; refuse A's extension; A completes; recall; unit timer; add C"),
                Scene.of(
                        "a suspension asked for",
                        handling + "; B completes; A asks for a suspension",
                        "approve A's suspension; refuse A's suspension; A completes; resume A; recall; unit timer"),
                Scene.of(
                        "suspended",
                        handling + "; A asks for a suspension; approve A's suspension",
                        "resume A; dispatch timer; recall; B completes; A completes; force-close"),
                Scene.of(
                        "in stages",
                        "escalate; staged ticket; dispatch A; A accepts",
                        "A completes stage 1; A asks for an extension; approve A's extension; A completes; recall; unit timer"),
                Scene.of(
                        "at the check",
                        done,
                        "check passed; check failed, B too; supervise; street urges; intake timer"),
                Scene.of(
                        "at the confirmation",
                        done + "; check passed",
                        "confirm; veto; intake timer; supervise; A completes; reopen"),
                Scene.of(
                                "a citizen's, at the confirmation",
                                "request verification; verify; " + done + "; check passed",
                                "confirm; veto; intake timer; supervise; reopen")
                        .ofACitizen(),
                Scene.of(
                        "in rework",
                        done + "; check failed, B too",
                        "A completes; B completes; recall B; recall; add C; unit timer"),
                Scene.of(
                        "at the ruling",
                        done + "; check passed; veto; A completes; check passed; veto",
                        "rule rework; rule redispatch; rule close; force-close; dispatch timer; A completes"),
                Scene.of(
                        "closed",
                        done + "; check passed; confirm",
                        "reopen; ticket; supervise; intake timer; dispatch C"),
                Scene.of(
                        "self-handled",
                        "self-handle",
                        "handle; escalate; ticket; check passed; check failed; intake timer; dispatch A"));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void everyOrderOfThreeKeepsEveryPromise(Scene scene) {
        explore(scene, 3);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    @Tag("nightly")
    @Tag("walks")
    void everyOrderOfFourKeepsEveryPromise(Scene scene) {
        explore(scene, 4);
    }

    private static void explore(Scene scene, int atOnce) {
        World start = scene.start();
        List<Move> moves = scene.atOnce().stream().map(Moves::named).toList();
        Set<String> decided = ConcurrentHashMap.newKeySet();
        subsets(moves.size(), atOnce).parallel().forEach(mask -> new Search(start, moves, decided).run(mask));
        assertThat(decided).as("decisions that were ever allowed").containsAll(scene.atOnce());
    }

    private static IntStream subsets(int size, int atOnce) {
        return IntStream.range(1, 1 << size).filter(mask -> Integer.bitCount(mask) == Math.min(atOnce, size));
    }

    /** All orders of one set of decisions; worlds that were met before are not walked again. */
    private static final class Search {

        private final World start;
        private final List<Move> moves;
        private final Set<String> decided;
        private final Map<Object, Integer> names = new HashMap<>();
        private final Set<List<Integer>> met = new HashSet<>();
        private final List<String> path = new ArrayList<>();

        Search(World start, List<Move> moves, Set<String> decided) {
            this.start = start;
            this.moves = moves;
            this.decided = decided;
        }

        void run(int mask) {
            explore(start, mask);
        }

        private void explore(World world, int mask) {
            if (!met.add(nameOf(world, mask))) {
                return;
            }
            if (world.quiet()) {
                end(world);
            }
            for (int i = 0; i < moves.size(); i++) {
                Move move = moves.get(i);
                int left = mask & ~(1 << i);
                if (left != mask) {
                    move.tried(world).ifPresent(next -> {
                        decided.add(move.name());
                        go(move.name(), next, left);
                    });
                }
            }
            for (int side = World.INTAKE; side <= World.UNITS; side++) {
                if (world.canRelay(side)) {
                    go("relay " + side, world.relay(side), mask);
                }
                if (world.canRead(side)) {
                    go("read " + side, world.read(side), mask);
                }
            }
        }

        private void go(String step, World next, int mask) {
            path.add(step);
            explore(next, mask);
            path.removeLast();
        }

        private void end(World world) {
            try {
                Promises.check(world);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("path: " + path, e);
            }
        }

        private List<Integer> nameOf(World world, int mask) {
            return List.of(
                    mask,
                    name(world.intake()),
                    world.dispatch() == null ? -1 : name(world.dispatch()),
                    world.units() == null ? -1 : name(world.units()),
                    name(world.sides()),
                    name(world.log()));
        }

        private int name(Object part) {
            Integer known = names.get(part);
            if (known == null) {
                known = names.size();
                names.put(part, known);
            }
            return known;
        }
    }
}
