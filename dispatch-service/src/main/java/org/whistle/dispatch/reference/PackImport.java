package org.whistle.dispatch.reference;

import com.github.f4b6a3.uuid.UuidCreator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.whistle.dispatch.reference.pack.BadPackArchiveException;
import org.whistle.dispatch.reference.pack.Pack;
import org.whistle.dispatch.reference.pack.PackArchive;
import org.whistle.dispatch.reference.pack.PackReader;
import org.whistle.dispatch.reference.pack.PackReading;
import org.whistle.events.Envelope;
import org.whistle.events.EventPayload;
import org.whistle.events.EventTypes;
import org.whistle.events.Producer;
import org.whistle.events.ReferenceEvent;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.eventlog.EventLog;
import org.whistle.kit.kafka.Topics;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.reference.ReferenceStore;
import org.whistle.kit.time.DatabaseTime;
import tools.jackson.databind.json.JsonMapper;

/** Takes a county pack as a whole or not at all; the same pack again changes nothing. */
@Service
public class PackImport {

    private static final Logger LOG = LoggerFactory.getLogger(PackImport.class);
    private static final int CHUNK_BYTES = 32_000;

    private final ReferenceStore store;
    private final ReferenceData data;
    private final EventLog events;
    private final DatabaseTime time;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    PackImport(
            ReferenceStore store,
            ReferenceData data,
            EventLog events,
            DatabaseTime time,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            JsonMapper json) {
        this.store = store;
        this.data = data;
        this.events = events;
        this.time = time;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Imports a zipped pack, or only says what an import would change.
     *
     * @throws RefusedException 422 that names file and line of every error
     */
    public Result run(String county, byte[] zip, boolean dryRun, Caller caller) {
        Map<String, byte[]> files = unzip(zip);
        Pack pack = read(files);
        if (!pack.county().code().equals(county)) {
            throw RefusedException.field("/county", "PACK_COUNTY");
        }
        String sha256 = digest(files);
        Optional<ReferenceStore.Version> present = store.versionInForce(county);
        List<PackChanges.KindChange> changes =
                PackChanges.between(present.map(store::records).orElse(List.of()), pack.records(), json);
        if (present.filter(version -> version.sha256().equals(sha256)).isPresent() || dryRun) {
            long version = present.map(ReferenceStore.Version::version).orElse(0L);
            return new Result(county, version, sha256, false, dryRun, changes);
        }
        long version =
                java.util.Objects.requireNonNull(transaction.execute(_ -> activate(county, sha256, pack, caller)));
        data.refresh();
        LOG.info("decided action=import-pack county={} version={} sha256={}", county, version, sha256);
        return new Result(county, version, sha256, true, false, changes);
    }

    /** What came of an import. */
    public record Result(
            String county,
            long version,
            String sha256,
            boolean activated,
            boolean dryRun,
            List<PackChanges.KindChange> changes) {}

    private Long activate(String county, String sha256, Pack pack, Caller caller) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:county))")
                .param("county", county)
                .query(row -> {});
        long version = store.versionInForce(county)
                        .map(ReferenceStore.Version::version)
                        .orElse(0L)
                + 1;
        long sequence = jdbc.sql("select count(*) from event where key = :county")
                .param("county", county)
                .query(Long.class)
                .single();
        Instant now = time.now();
        List<Envelope> envelopes = new ArrayList<>();
        int records = 0;
        for (Pack.Kind kind : pack.records()) {
            for (List<ReferenceEvent.StagedRecord> chunk : chunks(kind.records())) {
                ReferenceEvent.RecordsStaged staged =
                        new ReferenceEvent.RecordsStaged(county, version, kind.name(), chunk);
                store.stage(staged);
                records += chunk.size();
                envelopes.add(envelope(staged, county, ++sequence, now, caller));
            }
        }
        ReferenceEvent.PackActivated activated = new ReferenceEvent.PackActivated(county, version, sha256, records);
        if (!store.activate(activated)) {
            throw new IllegalStateException("records of " + county + ": incomplete (expected: " + records + ")");
        }
        envelopes.add(envelope(activated, county, ++sequence, now, caller));
        events.append(Topics.REFERENCE_DATA, envelopes);
        return version;
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

    private static Map<String, byte[]> unzip(byte[] zip) {
        try {
            return PackArchive.unzip(zip);
        } catch (BadPackArchiveException e) {
            throw new RefusedException(
                    new Refusal.Unprocessable(List.of(new Refusal.FieldError("/", "PACK_INVALID", e.getMessage()))));
        }
    }

    private static Pack read(Map<String, byte[]> files) {
        PackReading reading = PackReader.read(files);
        Pack pack = reading.pack();
        if (pack == null) {
            throw new RefusedException(new Refusal.Unprocessable(reading.errors().stream()
                    .map(error -> new Refusal.FieldError(
                            "/" + error.file() + "/" + error.line(),
                            "PACK_INVALID",
                            error.file() + ":" + error.line() + ": " + error.message()))
                    .toList()));
        }
        return pack;
    }

    /** Over names and contents in order of the names, so that zipping again does not change it. */
    private static String digest(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new java.util.TreeMap<>(files).forEach((name, content) -> {
                digest.update((name + "\n" + content.length + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
