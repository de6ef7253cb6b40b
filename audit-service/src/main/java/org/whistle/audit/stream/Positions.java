package org.whistle.audit.stream;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.whistle.kit.kafka.Topics;

/**
 * A position in every shard: the next index to be sent, by shard. Written with dots between, it is the {@code id} of a
 * server-sent event, and means the same at every replica.
 */
public record Positions(List<Long> next) {

    /** The beginning of everything. */
    public static final Positions START = new Positions(LongStream.generate(() -> 0)
            .limit(Topics.CASE_EVENT_PARTITIONS)
            .boxed()
            .toList());

    /** How a position is written. */
    public static final String PATTERN = "\\d{1,15}(\\.\\d{1,15}){" + (Topics.CASE_EVENT_PARTITIONS - 1) + "}";

    public Positions {
        if (next.size() != Topics.CASE_EVENT_PARTITIONS) {
            throw new IllegalArgumentException("positions: " + next + " (expected: one per shard)");
        }
        next = List.copyOf(next);
    }

    /** Parses an id sent back by a client; empty for anything but the id of such an event. */
    public static Optional<Positions> parse(String id) {
        return id.matches(PATTERN)
                ? Optional.of(new Positions(
                        Arrays.stream(id.split("\\.")).map(Long::valueOf).toList()))
                : Optional.empty();
    }

    /** The next index of a shard. */
    public long of(int shard) {
        return next.get(shard);
    }

    /** Further on in one shard; never back. */
    public Positions after(int shard, long index) {
        return new Positions(IntStream.range(0, next.size())
                .mapToObj(one -> one == shard ? Math.max(next.get(one), index + 1) : next.get(one))
                .toList());
    }

    /** The further of the two, shard by shard. */
    public Positions orLater(Positions other) {
        return new Positions(IntStream.range(0, next.size())
                .mapToObj(shard -> Math.max(next.get(shard), other.of(shard)))
                .toList());
    }

    /** How many entries lie between this and a later place. */
    public long until(Positions later) {
        return IntStream.range(0, next.size())
                .mapToLong(shard -> Math.max(0, later.of(shard) - next.get(shard)))
                .sum();
    }

    /** As a client sees it. */
    @Override
    public String toString() {
        return next.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
