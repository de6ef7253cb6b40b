package org.whistle.dispatch.reference;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.dispatch.reference.pack.Pack;
import org.whistle.events.AdminEvent;
import org.whistle.events.Envelope;
import org.whistle.events.EventPayload;
import org.whistle.events.EventTypes;
import org.whistle.events.Producer;
import org.whistle.events.ReferenceEvent;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.eventlog.EventLog;
import org.whistle.kit.eventlog.EventNumbers;
import org.whistle.kit.kafka.Topics;
import org.whistle.kit.reference.ReferenceStore;
import org.whistle.kit.time.Limits;
import tools.jackson.databind.json.JsonMapper;

/** Puts a pack in force here and publishes it to the other desks, as a whole and in the caller's transaction. */
@Component
class PackActivation {

    private static final int CHUNK_BYTES = 32_000;

    private final ReferenceStore store;
    private final EventLog events;
    private final EventNumbers numbers;
    private final Limits limits;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    PackActivation(
            ReferenceStore store,
            EventLog events,
            EventNumbers numbers,
            Limits limits,
            JdbcClient jdbc,
            JsonMapper json) {
        this.store = store;
        this.events = events;
        this.numbers = numbers;
        this.limits = limits;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Locks the county's reference data until the transaction ends, which takes longer for a larger pack. */
    void lock(String county) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:county))")
                .param("county", county)
                .query(row -> {});
        limits.lift();
        jdbc.sql("set local idle_in_transaction_session_timeout = '2min'").update();
    }

    /** Activates a version, under the lock; its entry in the admin log records the kind of change. */
    void activate(String county, Pack pack, AdminEvent.PackTookEffect told, Instant now, Caller caller) {
        List<EventPayload> payloads = new ArrayList<>();
        int records = 0;
        for (Pack.Kind kind : pack.records()) {
            for (List<ReferenceEvent.StagedRecord> chunk : chunks(kind.records())) {
                ReferenceEvent.RecordsStaged staged =
                        new ReferenceEvent.RecordsStaged(county, told.version(), kind.name(), chunk);
                store.stage(staged);
                records += chunk.size();
                payloads.add(staged);
            }
        }
        ReferenceEvent.PackActivated activated =
                new ReferenceEvent.PackActivated(county, told.version(), told.sha256(), records);
        if (!store.activate(activated)) {
            throw new IllegalStateException("records of " + county + ": incomplete (expected: " + records + ")");
        }
        payloads.add(activated);
        long number = numbers.take(county, payloads.size() + 1);
        List<Envelope> envelopes = new ArrayList<>();
        for (EventPayload payload : payloads) {
            envelopes.add(envelope(payload, county, number++, now, caller));
        }
        events.append(Topics.REFERENCE_DATA, envelopes);
        events.append(Topics.ADMIN_EVENTS, List.of(envelope(told, county, number, now, caller)));
    }

    private static Envelope envelope(EventPayload data, String county, long sequence, Instant now, Caller caller) {
        return new Envelope(
                UuidCreator.getTimeOrderedEpoch(),
                Producer.DISPATCH.source(),
                EventTypes.nameOf(data.getClass()),
                county,
                now,
                caller.account(),
                "ADMIN",
                county,
                sequence,
                caller.requestId(),
                1,
                null,
                null,
                List.of(),
                data);
    }

    private List<List<ReferenceEvent.StagedRecord>> chunks(List<ReferenceEvent.StagedRecord> records) {
        List<List<ReferenceEvent.StagedRecord>> chunks = new ArrayList<>();
        List<ReferenceEvent.StagedRecord> chunk = new ArrayList<>();
        int bytes = 0;
        for (ReferenceEvent.StagedRecord one : records) {
            int size = json.writeValueAsBytes(one).length;
            if (!chunk.isEmpty() && bytes + size > CHUNK_BYTES) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                bytes = 0;
            }
            chunk.add(one);
            bytes += size;
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }
}
