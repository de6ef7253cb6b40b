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
public record TestRecorder<C extends CaseRecord>(
        Producer producer, BiFunction<C, ClockBook, C> withClocks, CountyTime county) {

    /** What a step came to. */
    public record Turn<C>(C body, long sequence, List<Envelope> envelopes) {}

    /** A decision of a person. */
    public Turn<C> decided(
            C before, long sequence, Outcome<C> outcome, Author author, Instant now, Supplier<UUID> ids) {
        return turn(recorder(before, sequence, author, now, ids).overdue().record(outcome));
    }

    /** Another desk's event. */
    public Turn<C> applied(
            C before, long sequence, Outcome<C> outcome, InboundEvent inbound, Instant now, Supplier<UUID> ids) {
        return turn(recorder(before, sequence, Author.rule(inbound.envelope()), now, ids)
                .following(inbound)
                .record(outcome)
                .settled(inbound));
    }

    /** What time brings. */
    public Turn<C> fired(
            C before, long sequence, BiFunction<C, Instant, Outcome<C>> timed, Instant now, Supplier<UUID> ids) {
        EventRecorder<C> recorder = recorder(before, sequence, Author.timer(), now, ids)
                .recomputed()
                .fired();
        return turn(recorder.record(timed.apply(recorder.body(), now)));
    }

    private EventRecorder<C> recorder(C before, long sequence, Author author, Instant now, Supplier<UUID> ids) {
        return new EventRecorder<>(withClocks, producer, county, author, now, sequence, before, ids);
    }

    private static <C extends CaseRecord> Turn<C> turn(EventRecorder<C> recorder) {
        return new Turn<>(recorder.body(), recorder.sequence(), List.copyOf(recorder.envelopes()));
    }
}
