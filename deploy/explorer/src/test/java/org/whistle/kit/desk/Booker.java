package org.whistle.kit.desk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.whistle.clock.ClockBook;
import org.whistle.events.Envelope;
import org.whistle.events.Producer;

/** The booking of a desk's store without its database: the same class the stores use. */
public record Booker<C extends CaseRecord>(
        Producer producer, BiFunction<C, ClockBook, C> withClocks, CountyTime county) {

    /** What a step came to. */
    public record Turn<C>(C body, long sequence, List<Envelope> envelopes) {}

    /** A decision of a person. */
    public Turn<C> decided(
            C before, long sequence, Outcome<C> outcome, Author author, Instant now, Supplier<UUID> ids) {
        return turn(booking(before, sequence, author, now, ids).overdue().go(outcome));
    }

    /** Another desk's event. */
    public Turn<C> applied(
            C before, long sequence, Outcome<C> outcome, Delivery delivery, Instant now, Supplier<UUID> ids) {
        return turn(booking(before, sequence, Author.rule(delivery.envelope()), now, ids)
                .following(delivery)
                .go(outcome)
                .settled(delivery));
    }

    /** What time brings. */
    public Turn<C> fired(
            C before, long sequence, BiFunction<C, Instant, Outcome<C>> timed, Instant now, Supplier<UUID> ids) {
        Booking<C> booking =
                booking(before, sequence, Author.timer(), now, ids).recomputed().fired();
        return turn(booking.go(timed.apply(booking.body(), now)));
    }

    private Booking<C> booking(C before, long sequence, Author author, Instant now, Supplier<UUID> ids) {
        return new Booking<>(withClocks, producer, county, author, now, sequence, before, ids);
    }

    private static <C extends CaseRecord> Turn<C> turn(Booking<C> booking) {
        return new Turn<>(booking.body(), booking.sequence(), List.copyOf(booking.envelopes()));
    }
}
