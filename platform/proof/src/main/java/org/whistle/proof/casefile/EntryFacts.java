package org.whistle.proof.casefile;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of an entry's event that a verifier needs.
 *
 * @param source such as {@code /intake-service}
 * @param sequence per case and producer, from 1
 * @param caseNumbers those that its data names
 * @param photos the tokens of photos and documents in its data, with their content; the desks verify their signatures, their
 *     bytes are proven with the event
 */
record EntryFacts(
        String id,
        String source,
        String subject,
        Instant time,
        long sequence,
        List<String> caseNumbers,
        List<CaseFile.Photo> photos) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{40,}\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]{86}");

    /** Empty for bytes that are no event. */
    static Optional<EntryFacts> read(byte[] entry) {
        try {
            JsonNode event = JSON.readTree(entry);
            List<CaseFile.Photo> photos = new ArrayList<>();
            collectPhotos(event.path("data"), photos);
            return Optional.of(new EntryFacts(
                    event.get("id").asString(),
                    event.get("source").asString(),
                    event.get("subject").asString(),
                    Instant.parse(event.get("time").asString()),
                    event.get("sequence").asLong(),
                    event.path("data").path("facts").path("caseNumber").isString()
                            ? List.of(event.get("data")
                                    .get("facts")
                                    .get("caseNumber")
                                    .asString())
                            : List.of(),
                    photos));
        } catch (JacksonException | DateTimeException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static void collectPhotos(JsonNode node, List<CaseFile.Photo> photos) {
        if (node.isString() && TOKEN.matcher(node.asString()).matches()) {
            photos.add(photo(node.asString()));
        }
        node.forEach(child -> collectPhotos(child, photos));
    }

    private static CaseFile.Photo photo(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        JsonNode evidence = JSON.readTree(payload);
        return new CaseFile.Photo(
                token,
                evidence.path("original").asString(""),
                evidence.path("stored").asString(""));
    }
}
