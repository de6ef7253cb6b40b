package org.whistle.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Between an envelope and the bytes that are signed, published, consumed and proven: RFC 8785, once, by the producer. */
public final class EventCodec {

    /** The largest value a ledger entry can hold, in bytes. */
    public static final int MAX_BYTES = 65_535;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    /** An escaped NUL, not the text of one behind an escaped backslash. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private EventCodec() {}

    /**
     * Writes the canonical bytes.
     *
     * @throws EventTooLargeException above {@link #MAX_BYTES}
     */
    public static byte[] encode(Envelope envelope) {
        ObjectNode data = JSON.valueToTree(envelope.data());
        if (!envelope.clocks().isEmpty()) {
            data.set("clocks", JSON.valueToTree(envelope.clocks()));
        }
        byte[] bytes = canonical(JSON.writeValueAsBytes(Wire.of(envelope, data)));
        if (bytes.length > MAX_BYTES) {
            throw new EventTooLargeException(envelope.type(), bytes.length);
        }
        return bytes;
    }

    /**
     * Reads an envelope; fields it does not know are ignored, a type it does not know becomes {@link UnrecognisedEvent}.
     * A NUL, which ledgers may hold and no database column does, is read as U+FFFD.
     *
     * @throws UnreadableEventException for anything that is not one of our envelopes
     */
    public static Envelope decode(byte[] value) {
        try {
            Wire wire = JSON.readValue(withoutNul(value), Wire.class);
            EventPayload data = EventTypes.find(wire.type())
                    .<EventPayload>map(type -> JSON.treeToValue(wire.data(), type))
                    .orElseGet(UnrecognisedEvent::new);
            List<ClockChange> clocks = wire.data().has("clocks")
                    ? List.of(JSON.treeToValue(wire.data().get("clocks"), ClockChange[].class))
                    : List.of();
            return wire.envelope(clocks, data);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new UnreadableEventException(e);
        }
    }

    private static byte[] withoutNul(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        if (!text.contains("\\u0000")) {
            return value;
        }
        return NUL.matcher(text).replaceAll("$1\ufffd").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] canonical(byte[] json) {
        try {
            return new JsonCanonicalizer(json).getEncodedUTF8();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An envelope's attributes under their CloudEvents names. */
    private record Wire(
            String specversion,
            UUID id,
            String source,
            String type,
            String subject,
            Instant time,
            String datacontenttype,
            String actor,
            String actorrole,
            @Nullable String jurisdiction,
            long sequence,
            @Nullable String causationid,
            int round,
            @Nullable UUID assignmentid,
            @Nullable Integer attempt,
            JsonNode data) {

        static Wire of(Envelope envelope, JsonNode data) {
            return new Wire(
                    "1.0",
                    envelope.id(),
                    envelope.source(),
                    envelope.type(),
                    envelope.subject(),
                    envelope.time(),
                    "application/json",
                    envelope.actor(),
                    envelope.actorRole(),
                    envelope.jurisdiction(),
                    envelope.sequence(),
                    envelope.causationId(),
                    envelope.round(),
                    envelope.assignmentId(),
                    envelope.attempt(),
                    data);
        }

        Envelope envelope(List<ClockChange> clocks, EventPayload payload) {
            return new Envelope(
                    id,
                    source,
                    type,
                    subject,
                    time,
                    actor,
                    actorrole,
                    jurisdiction,
                    sequence,
                    causationid,
                    round,
                    assignmentid,
                    attempt,
                    clocks,
                    payload);
        }
    }
}
