package org.whistle.proof.casefile;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an entry says of itself, as far as a verifier has to know.
 *
 * @param source such as {@code /intake-service}
 * @param sequence per case and producer, from 1
 * @param caseNumbers those that its data names
 * @param tokens of photos and documents that its data names
 */
record EntryFacts(
        String id,
        String source,
        String subject,
        Instant time,
        long sequence,
        List<String> caseNumbers,
        List<String> tokens) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{40,}\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]{86}");

    /** Empty for bytes that are no event. */
    static Optional<EntryFacts> read(byte[] entry) {
        try {
            JsonNode event = JSON.readTree(entry);
            List<String> tokens = new ArrayList<>();
            collectTokens(event.path("data"), tokens);
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
                    tokens));
        } catch (JacksonException | DateTimeException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static void collectTokens(JsonNode node, List<String> tokens) {
        if (node.isString() && TOKEN.matcher(node.asString()).matches()) {
            tokens.add(node.asString());
        }
        node.forEach(child -> collectTokens(child, tokens));
    }
}
