package org.whistle.replay.play;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.whistle.replay.client.AccountClient;
import org.whistle.replay.client.ApiProblem;
import org.whistle.replay.client.WhistleClient;
import org.whistle.replay.script.Act;
import org.whistle.replay.script.CaseScript;
import tools.jackson.databind.JsonNode;

/** The present state of a play's cases, read as a supervisor of the system. */
public final class Ledger implements Resumption {

    private static final int PAGE = 200;

    private final AccountClient reader;

    /** Reads with an account that sees every case. */
    public Ledger(WhistleClient client, String account) {
        this.reader = client.as(account);
    }

    /** The cases that have an external id, as intake has them. */
    public Map<String, Reported> reported() {
        Map<String, Reported> cases = new HashMap<>();
        for (JsonNode item : pages("/api/intake/cases?sort=reportedAt")) {
            String externalId = item.path("externalId").asString("");
            if (!externalId.isEmpty()) {
                cases.put(externalId, Reported.of(item));
            }
        }
        return cases;
    }

    /** Whether there is any case. */
    public boolean empty() {
        return reader.get("/api/intake/cases?size=1").path("total").asLong() == 0;
    }

    /** The state of every case in the ledger, by id. */
    public Map<String, String> states() {
        return pages("/api/audit/cases").stream()
                .collect(Collectors.toMap(
                        item -> item.path("caseId").asString(),
                        item -> item.path("state").asString("?"),
                        (one, other) -> one));
    }

    /** How far a case that is known got. */
    public KnownCase resume(CaseScript script, Reported reported) {
        boolean done = reported.state().equals(script.end())
                && script.steps().stream().noneMatch(step -> step.act() == Act.REOPEN);
        int steps = done ? script.steps().size() : stepsDone(script, acts(reported.caseId()));
        return new KnownCase(reported.caseId(), reported.caseNumber(), reported.state(), steps);
    }

    @Override
    public @Nullable KnownCase find(CaseScript script, String caseId, ApiProblem problem) {
        String id = caseId.isEmpty() ? problem.problem().path("caseId").asString("") : caseId;
        if (id.isEmpty()) {
            return null;
        }
        try {
            JsonNode found = reader.get("/api/intake/cases/" + id);
            return resume(script, Reported.of(found));
        } catch (ApiProblem unknown) {
            return null;
        }
    }

    /** How many steps of a script the events prove, in order; a ticket filed by rule counts as all steps up to it. */
    static int stepsDone(CaseScript script, List<Act> happened) {
        List<Act> planned = script.steps().stream().map(step -> step.act()).toList();
        int done = 0;
        for (Act act : happened) {
            if (done < planned.size() && planned.get(done) == act) {
                done++;
            } else if (act == Act.TICKET) {
                int ticket = planned.subList(done, planned.size()).indexOf(Act.TICKET);
                done += ticket + 1;
            }
        }
        return done;
    }

    private List<Act> acts(String caseId) {
        JsonNode timeline = reader.get("/api/audit/cases/" + caseId + "/timeline");
        JsonNode events = timeline.isArray() ? timeline : timeline.path("items");
        return events.valueStream()
                .flatMap(event -> Act.provenBy(event.path("type").asString("")).stream())
                .toList();
    }

    private List<JsonNode> pages(String path) {
        List<JsonNode> items = new ArrayList<>();
        for (int page = 0; ; page++) {
            String query = path + (path.contains("?") ? "&" : "?") + "size=" + PAGE + "&page=" + page;
            JsonNode answer = reader.get(query);
            answer.path("items").forEach(items::add);
            if (answer.path("items").size() < PAGE) {
                return items;
            }
        }
    }

    /** A case as intake lists it. */
    public record Reported(String caseId, String caseNumber, String state, Instant at) {

        static Reported of(JsonNode item) {
            return new Reported(
                    item.path("caseId").asString(),
                    item.path("caseNumber").asString(),
                    item.path("state").asString(),
                    OffsetDateTime.parse(item.path("reportedAt").asString()).toInstant());
        }
    }
}
