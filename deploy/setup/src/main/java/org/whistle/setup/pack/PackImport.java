package org.whistle.setup.pack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.whistle.setup.CannotStart;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports a pack at dispatch, which publishes it to the other desks; the pack imported last changes nothing. */
public final class PackImport {

    private static final int LONGEST_ANSWER = 500;
    private static final int CONFLICT = 409;
    private static final int FIRST_CODES = 5;

    private final URI dispatch;
    private final String token;
    private final HttpClient client = HttpClient.newHttpClient();

    public PackImport(URI dispatch, String token) {
        this.dispatch = dispatch;
        this.token = token;
    }

    /**
     * Imports the pack. Answers why it was not imported where an administrator has to confirm the consequences first; the
     * version in force does not change then.
     */
    public Optional<String> bring(CountyPack pack) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(dispatch.resolve("/api/dispatch/reference/packs/" + pack.county()))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/zip")
                .PUT(BodyPublishers.ofByteArray(pack.zip()))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 == 2) {
            return Optional.empty();
        }
        JsonNode problem = problem(answer.body());
        if (answer.statusCode() == CONFLICT && problem.path("code").asString("").equals("CONFIRMATION_NEEDED")) {
            return Optional.of(heldBack(pack, problem.path("consequences")));
        }
        String text = answer.body().substring(0, Math.min(answer.body().length(), LONGEST_ANSWER));
        throw new CannotStart(
                "pack %s is refused by dispatch-service (%d): %s".formatted(pack.name(), answer.statusCode(), text));
    }

    private static String heldBack(CountyPack pack, JsonNode consequences) {
        List<String> would = new ArrayList<>();
        JsonNode edits = consequences.path("edits");
        if (edits.path("count").asInt() > 0) {
            would.add("overwrite %d records changed here (%s)"
                    .formatted(
                            edits.path("count").asInt(),
                            first(edits.path("records").valueStream().map(JsonNode::asString))));
        }
        JsonNode cases = consequences.path("openCases");
        if (cases.path("strandedCases").asInt() > 0) {
            would.add("leave %d open cases without what they need (%s)"
                    .formatted(
                            cases.path("strandedCases").asInt(),
                            first(cases.path("named")
                                    .valueStream()
                                    .filter(one -> one.path("strands").asBoolean())
                                    .map(one -> one.path("kind").asString() + "/"
                                            + one.path("code").asString()))));
        }
        return "%s is not imported, what is in force stays: it would %s; an administrator can import it in the console, /admin/packs"
                .formatted(pack.folder(), String.join(" and ", would));
    }

    private static String first(Stream<String> codes) {
        return codes.limit(FIRST_CODES).collect(Collectors.joining(", "));
    }

    private static JsonNode problem(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}
