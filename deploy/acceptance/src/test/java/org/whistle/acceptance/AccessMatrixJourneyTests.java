package org.whistle.acceptance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation of the interface documents, by every role at its own place, beside it and in another county, is answered
 * as {@link AccessTable} says. A request that may not be answered is a valid one; one that may be is invalid, so that it
 * changes nothing.
 */
class AccessMatrixJourneyTests {

    private static final Path DOCUMENTS = Path.of("../docs/openapi");
    private static final String SOME_ID = "11111111-2222-3333-4444-555555555555";
    private static final String STREAM = "GET /api/audit/stream";
    private static final int SENDERS = 6;

    private static final Set<Integer> REFUSED = Set.of(401, 403, 404);
    private static final Set<Integer> UNAUTHORISED = Set.of(401, 403);

    /** The digits of a scope after the county's six, at the case and beside it. */
    private static final Map<String, List<String>> SCOPES = Map.ofEntries(
            Map.entry("GRID_WORKER", List.of("001001001", "001001002")),
            Map.entry("COMMUNITY", List.of("001001", "001002")),
            Map.entry("STREET", List.of("001", "002")),
            Map.entry("STREET_LEADER", List.of("001", "002")),
            Map.entry("DISPATCHER", List.of("")),
            Map.entry("COMMAND_LEADER", List.of("")),
            Map.entry("DEPARTMENT", List.of("", "")),
            Map.entry("HANDLER", List.of("", "")),
            Map.entry("SUPERVISOR", List.of("")),
            Map.entry("CITIZEN", List.of("", "")),
            Map.entry("ADMIN", List.of("")),
            Map.entry("SECURITY_ADMIN", List.of("")),
            Map.entry("AUDIT_ADMIN", List.of("")));

    private enum Place {
        /** the scope has the case: its grid, community, street or county; the unit has the part; the citizen reported it */
        OWN,
        /** the next grid, community or street, another unit, another citizen; roles of the county have none */
        BESIDE,
        /** as the own place, in another county */
        ELSEWHERE
    }

    private final RunningSystem system = RunningSystem.shared();
    private final Map<String, DocumentedExamples.Example> examples = DocumentedExamples.read();
    private final Map<String, Operations.Operation> operations = new HashMap<>();

    private JourneyCase journey = null;
    private JourneyCase ofCitizen = null;
    private String part = "";
    private String leaf = "";

    @Test
    void everyOperationIsForThoseTheTableNames() throws Exception {
        Operations.in(DOCUMENTS, format -> switch (format) {
                    case "uuid" -> SOME_ID;
                    case "date-time" -> "2026-11-01T00:00:00Z";
                    case "date" -> "2026-11-01";
                    default -> "文字";
                })
                .forEach(one -> operations.put(one.method() + " " + one.path(), one));
        List<AccessTable.Line> table = AccessTable.read();
        assertThat(table.stream().map(AccessTable.Line::operation).collect(toSet()))
                .isEqualTo(operations.keySet());
        journey = JourneyCase.dispatched(system.client()).awaitState("DISPATCHED");
        part = journey.openPart("dept-sanitation");
        ofCitizen = JourneyCase.reportedBy(system.client(), "citizen").awaitState("REPORTED");
        int events = journey.timeline().size();
        leaf = journey.timeline().getFirst().path("ledger").path("index").asString();

        List<String> differences = new ArrayList<>();
        int[] sent = new int[1];
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<Optional<String>>> running = new ArrayList<>();
            for (Caller caller : callers()) {
                for (AccessTable.Line line : table) {
                    boolean sameForAllPlaces = !line.hasPlace() && !line.reads() && caller.place() != Place.OWN;
                    if (!line.isPublic() && !line.operation().equals(STREAM) && !sameForAllPlaces) {
                        running.add(senders.submit(() -> difference(http, line, caller)));
                    }
                }
            }
            for (Future<Optional<String>> one : running) {
                one.get().ifPresent(differences::add);
                sent[0]++;
            }
        }

        System.out.println("access matrix: operations " + operations.size() + ", answers " + sent[0]);
        assertThat(differences).isEmpty();
        assertThat(journey.timeline()).hasSize(events);
    }

    /** A role somewhere. */
    private record Caller(String role, Place place, String token) {}

    private List<Caller> callers() throws IOException, GeneralSecurityException {
        GrantTokens tokens = new GrantTokens(system.identity().toString(), system.data("keys/identity.jwk.json"));
        List<Caller> callers = new ArrayList<>();
        for (Map.Entry<String, List<String>> role : SCOPES.entrySet()) {
            for (Place place : Place.values()) {
                boolean beside = place == Place.BESIDE;
                if (beside && role.getValue().size() < 2) {
                    continue;
                }
                Map<String, Object> grant = new HashMap<>();
                grant.put("role", role.getKey());
                grant.put(
                        "scopes",
                        List.of((place == Place.ELSEWHERE ? "350998" : "350999")
                                + role.getValue().get(beside ? 1 : 0)));
                if (Set.of("DEPARTMENT", "HANDLER").contains(role.getKey())) {
                    grant.put("unit", beside ? "WATER" : "SANITATION");
                }
                String account = role.getKey().equals("CITIZEN") && place == Place.OWN
                        ? "citizen"
                        : "matrix-" + role.getKey() + "-" + place;
                callers.add(new Caller(role.getKey(), place, tokens.token(account, grant)));
            }
        }
        return callers;
    }

    /** What is wrong with the answer; empty where nothing is, or where the request would change something. */
    private Optional<String> difference(HttpClient http, AccessTable.Line line, Caller caller)
            throws IOException, InterruptedException {
        boolean mayAsk = line.admits(caller.role()) && (caller.place() == Place.OWN || !line.hasPlace());
        Operations.Operation operation = operations.get(line.operation());
        if (mayAsk && !line.reads() && operation.body() == null) {
            return Optional.empty();
        }
        Object body = line.reads() ? null : mayAsk ? Map.of("noSuchField", 1) : validBody(line);
        HttpResponse<String> answer = send(http, line, caller, body);
        boolean right = mayAsk
                ? !(line.hasPlace() ? REFUSED : UNAUTHORISED).contains(answer.statusCode())
                        && (line.reads() || answer.statusCode() >= 400)
                        && (caller.place() == Place.OWN || !names(answer.body()))
                : REFUSED.contains(answer.statusCode());
        return right && answer.statusCode() < 500
                ? Optional.empty()
                : Optional.of((mayAsk ? "may: " : "may not: ") + caller.role() + " " + caller.place() + " "
                        + line.operation() + line.query() + " → " + answer.statusCode() + " " + start(answer.body()));
    }

    private boolean names(String answer) {
        return List.of(journey.id(), journey.number(), ofCitizen.id(), part).stream()
                .anyMatch(answer::contains);
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), 160));
    }

    private Object validBody(AccessTable.Line line) {
        DocumentedExamples.Example example = examples.get(line.operation());
        if (example != null) {
            return example.body();
        }
        Object generated = operations.get(line.operation()).body();
        return generated == null || line.path().endsWith("/retry") ? Map.of() : generated;
    }

    private HttpResponse<String> send(HttpClient http, AccessTable.Line line, Caller caller, @Nullable Object body)
            throws IOException, InterruptedException {
        String path = line.path();
        for (String variable : operations.get(line.operation()).variables().keySet()) {
            path = path.replace("{" + variable + "}", value(line, variable, caller));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(system.gateway() + path + line.query()))
                .header("Authorization", "Bearer " + caller.token());
        if (body == null) {
            request.method(line.method(), HttpRequest.BodyPublishers.noBody());
        } else {
            JsonNode json = JsonMapper.shared().valueToTree(body);
            String type = operations.get(line.operation()).contentType();
            request.header("Content-Type", type.isEmpty() ? "application/json" : type)
                    .method(line.method(), HttpRequest.BodyPublishers.ofString(json.toString()));
        }
        if (!line.reads()) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String value(AccessTable.Line line, String variable, Caller caller) {
        return switch (variable) {
            case "caseId" -> caller.role().equals("CITIZEN") ? ofCitizen.id() : journey.id();
            case "assignmentId" -> part;
            case "county" -> "350999";
            case "period" -> "2026-11";
            case "format" -> "csv";
            case "system" -> RunningSystem.PLATFORM;
            case "kind" -> "conditions";
            case "role" -> "STREET";
            case "step" -> "URGED";
            case "index" -> leaf;
            case "version", "shard", "level", "number", "position", "id" -> "1";
            case "code" -> "E0110-1";
            case "name" -> "none";
            default -> SOME_ID;
        };
    }
}
