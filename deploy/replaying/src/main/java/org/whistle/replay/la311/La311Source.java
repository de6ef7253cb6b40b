package org.whistle.replay.la311;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.whistle.replay.county.Condition;
import org.whistle.replay.county.CountyPack;
import org.whistle.replay.script.CaseRoute;
import org.whistle.replay.script.CaseScript;
import org.whistle.replay.script.ScriptSource;

/** Real requests: opened and closed when they really were, the desks in between spread over that time. */
public final class La311Source implements ScriptSource {

    /** What a request that is still open is planned with. */
    private static final Duration OPEN = Duration.ofDays(365);

    private final CountyPack pack;
    private final List<Request> requests;
    private final Map<String, Condition> conditions;

    private La311Source(CountyPack pack, List<Request> requests) {
        this.pack = pack;
        this.requests = requests;
        this.conditions = pack.conditions().stream().collect(Collectors.toMap(Condition::nameEn, Function.identity()));
    }

    /** Reads the first requests of a file in the order of their creation. */
    public static La311Source read(Path file, CountyPack pack, int limit) {
        return new La311Source(
                pack,
                CountyPack.csv(file).stream()
                        .map(Request::of)
                        .sorted(Comparator.comparing(Request::created).thenComparing(Request::id))
                        .limit(limit)
                        .toList());
    }

    @Override
    public LocalDateTime first() {
        return requests.getFirst().created();
    }

    @Override
    public LocalDateTime last() {
        return requests.stream()
                .map(request -> request.closed() == null ? request.created() : request.closed())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public List<CaseScript> scripts(long weeks) {
        return requests.stream().map(request -> script(request, weeks)).toList();
    }

    private CaseScript script(Request request, long weeks) {
        Condition condition = conditions.get(request.type());
        if (condition == null) {
            throw new IllegalArgumentException(request.id() + ": no category '" + request.type() + "' in the pack");
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom")
                .create(request.id().hashCode());
        Times times = times(request, weeks, random.nextDouble(0.6, 1.3));
        CaseRoute route = new CaseRoute(request.id(), pack, pack.county(), request.place(), condition, random);
        String description = request.type() + ", " + request.address();
        if (request.selfReported()) {
            route.report(times.created(), "GRID_WORKER", description, 0);
        } else {
            route.report(times.created(), "CITIZEN", description, 0)
                    .requestVerification(times.after(0.03, Duration.ofMinutes(20)))
                    .verify(times.after(0.10, Duration.ofMinutes(90)), true);
        }
        String unit = request.owner();
        route.escalate(times.after(0.14, Duration.ofHours(2)))
                .ticket(times.after(0.18, Duration.ofHours(3)), unit)
                .file(times.after(0.20, Duration.ofMinutes(200)))
                .dispatch(times.after(0.22, Duration.ofMinutes(220)), unit)
                .accept(times.after(0.28, Duration.ofMinutes(330)), unit);
        if (request.closed() != null) {
            route.complete(times.before(0.20, Duration.ofHours(30)), unit)
                    .check(times.before(0.08, Duration.ofHours(8)), true)
                    .confirm(times.closed(), unit);
        }
        return route.script();
    }

    private Times times(Request request, long weeks, double haste) {
        Instant created = request.created().plusWeeks(weeks).atZone(pack.zone()).toInstant();
        LocalDateTime end = request.closed();
        Instant closed = end == null
                ? created.plus(OPEN)
                : end.plusWeeks(weeks).atZone(pack.zone()).toInstant();
        return new Times(created, closed.isBefore(created) ? created : closed, haste);
    }

    /**
     * When the steps of a request happen.
     *
     * @param haste how quickly this one is taken up, around 1
     */
    private record Times(Instant created, Instant closed, double haste) {

        Instant after(double share, Duration atMost) {
            return created.plusSeconds((long) (Math.min(share * seconds(), atMost.toSeconds()) * haste));
        }

        Instant before(double share, Duration atMost) {
            return closed.minusSeconds((long) Math.min(share * seconds(), atMost.toSeconds()));
        }

        private double seconds() {
            return Duration.between(created, closed).toSeconds();
        }
    }
}
