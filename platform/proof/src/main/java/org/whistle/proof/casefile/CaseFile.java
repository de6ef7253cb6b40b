package org.whistle.proof.casefile;

import java.time.Instant;
import java.util.List;
import org.whistle.proof.note.InvalidNoteException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A case with its proofs from the ledger. The keys in it are what the file claims them to be; only a key known from
 * elsewhere pins it.
 *
 * @param format {@link #FORMAT}
 * @param origin of the log, as in the checkpoint
 * @param events in the order of the log
 * @param checkpoint signed and cosigned; every event is proven against it
 * @param logKeys verifier keys of the log, old ones included
 * @param witnessKeys verifier keys of its witnesses
 * @param photos every picture and document that the events name
 * @param exportedBy the account
 */
public record CaseFile(
        String format,
        String caseId,
        String caseNumber,
        String origin,
        List<Event> events,
        String checkpoint,
        List<String> logKeys,
        List<String> witnessKeys,
        List<ProducerKey> producerKeys,
        List<Photo> photos,
        String exportedBy,
        Instant exportedAt) {

    /** The first field of every case file. */
    public static final String FORMAT = "whistle-case-file@v1";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public CaseFile {
        events = List.copyOf(events);
        logKeys = List.copyOf(logKeys);
        witnessKeys = List.copyOf(witnessKeys);
        producerKeys = List.copyOf(producerKeys);
        photos = List.copyOf(photos);
    }

    /**
     * One event.
     *
     * @param index of its leaf
     * @param entry base64 of the exact bytes that were signed and appended
     * @param signature {@code <key id>:<base64>} by its producer
     * @param verdict of the ledger on its signature; {@code TRUSTED}
     * @param inclusion base64 hashes from the leaf to the checkpoint's root
     */
    public record Event(long index, String entry, String signature, String verdict, List<String> inclusion) {

        public Event {
            inclusion = List.copyOf(inclusion);
        }
    }

    /**
     * A public key of a service.
     *
     * @param service such as {@code intake-service}
     * @param keyId first 8 hex digits of the SHA-256 of the key's X.509 encoding
     * @param publicKey base64 of that encoding
     */
    public record ProducerKey(String service, String keyId, String publicKey) {}

    /**
     * A picture or document with a token of intake.
     *
     * @param photoId its token
     * @param original SHA-256 of the file as uploaded, in hex
     * @param stored SHA-256 of the file as kept, in hex
     */
    public record Photo(String photoId, String original, String stored) {}

    /**
     * Reads a file; nothing is verified yet.
     *
     * @throws InvalidNoteException for a text that is no case file
     */
    public static CaseFile parse(String json) {
        try {
            CaseFile file = JSON.readValue(json, CaseFile.class);
            if (!FORMAT.equals(file.format())) {
                throw new InvalidNoteException("format: " + file.format() + " (expected: " + FORMAT + ")");
            }
            return file;
        } catch (JacksonException | NullPointerException e) {
            throw new InvalidNoteException("case file: unreadable (expected: JSON of " + FORMAT + ")");
        }
    }

    /** The pictures and documents that an entry names, with the hashes in their tokens. */
    public static List<Photo> photosIn(byte[] entry) {
        return EntryFacts.read(entry).map(EntryFacts::photos).orElse(List.of());
    }

    /** The file's content. */
    public String toJson() {
        return JSON.writeValueAsString(this);
    }
}
