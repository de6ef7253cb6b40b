package org.whistle.replay.la311;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
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
    private final Map<String, Integer> leftOut;

    private La311Source(
            CountyPack pack, List<Request> requests, Map<String, Condition> conditions, Map<String, Integer> leftOut) {
        this.pack = pack;
        this.requests = List.copyOf(requests);
        this.conditions = conditions;
        this.leftOut = leftOut;
    }

    /**
     * Reads the first requests of a file in the order of their creation. What the pack has no category or unit for, and what
     * cannot be read, is left out and counted.
     *
     * @throws IllegalArgumentException if nothing is left to play
     */
    public static La311Source read(Path file, CountyPack pack, int limit) {
        Map<String, Condition> conditions =
                pack.conditions().stream().collect(Collectors.toMap(Condition::nameEn, Function.identity()));
        Set<String> units = Set.copyOf(pack.accounts().units());
        Map<String, Integer> leftOut = new TreeMap<>();
        List<Request> requests = new ArrayList<>();
        for (CSVRecord row : CountyPack.csv(file)) {
            try {
                Request request = Request.of(row);
                if (!conditions.containsKey(request.type())) {
                    leftOut.merge("type '" + request.type() + "'", 1, Integer::sum);
                } else if (!units.contains(request.owner())) {
                    leftOut.merge("owner '" + request.owner() + "'", 1, Integer::sum);
                } else {
                    requests.add(request);
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                leftOut.merge("unreadable: " + e.getMessage(), 1, Integer::sum);
            }
        }
        if (requests.isEmpty()) {
            throw new IllegalArgumentException(file + ": nothing that the pack can play, left out: " + leftOut);
        }
        requests.sort(Comparator.comparing(Request::created).thenComparing(Request::id));
        return new La311Source(
                pack, requests.subList(0, Math.min(limit, requests.size())), conditions, Map.copyOf(leftOut));
    }

    @Override
    public Map<String, Integer> leftOut() {
        return leftOut;
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
        Condition condition = Objects.requireNonNull(conditions.get(request.type()));
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
