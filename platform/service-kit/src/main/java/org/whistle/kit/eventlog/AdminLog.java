package org.whistle.kit.eventlog;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.whistle.events.AdminEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventTypes;
import org.whistle.events.Producer;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.kafka.Topics;
import org.whistle.kit.time.DatabaseTime;

/** Writes to the admin log: signed, published and appended to the ledger like everything else. */
@Component
public class AdminLog {

    private final Producer producer;
    private final EventLog events;
    private final DatabaseTime time;
    private final EventNumbers numbers;

    AdminLog(Producer producer, EventLog events, DatabaseTime time, EventNumbers numbers) {
        this.producer = producer;
        this.events = events;
        this.time = time;
        this.numbers = numbers;
    }

    /** Notes who did what about a county, in the transaction that does it, or in one of its own. */
    @Transactional(propagation = Propagation.REQUIRED)
    public void note(String county, AdminEvent event, Caller caller) {
        String role = caller.grants().isEmpty()
                ? "NONE"
                : caller.grants().getFirst().role().name();
        append(county, event, caller.account(), role, caller.requestId());
    }

    /** Notes what the system did by itself. */
    @Transactional(propagation = Propagation.REQUIRED)
    public void note(String county, AdminEvent event) {
        append(county, event, Envelope.SYSTEM, "SYSTEM", null);
    }

    private void append(String county, AdminEvent event, String actor, String role, @Nullable String cause) {
        long number = numbers.take(county, 1);
        events.append(
                Topics.ADMIN_EVENTS,
                List.of(new Envelope(
                        UuidCreator.getTimeOrderedEpoch(),
                        producer.source(),
                        EventTypes.nameOf(event.getClass()),
                        county,
                        time.now(),
                        actor,
                        role,
                        county,
                        number,
                        cause,
                        1,
                        null,
                        null,
                        List.of(),
                        event)));
    }
}
