package org.whistle.kit.eventlog;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
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
        long number = numbers.take(county, 1);
        events.append(
                Topics.ADMIN_EVENTS,
                List.of(new Envelope(
                        UuidCreator.getTimeOrderedEpoch(),
                        producer.source(),
                        EventTypes.nameOf(event.getClass()),
                        county,
                        time.now(),
                        caller.account(),
                        caller.grants().isEmpty()
                                ? "NONE"
                                : caller.grants().getFirst().role().name(),
                        county,
                        number,
                        caller.requestId(),
                        1,
                        null,
                        null,
                        List.of(),
                        event)));
    }
}
