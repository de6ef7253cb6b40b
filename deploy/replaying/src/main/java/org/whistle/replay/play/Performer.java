package org.whistle.replay.play;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.whistle.replay.client.AccountClient;
import org.whistle.replay.client.ApiProblem;
import org.whistle.replay.client.Pictures;
import org.whistle.replay.client.UploadedFile;
import org.whistle.replay.client.WhistleClient;
import org.whistle.replay.script.Act;
import org.whistle.replay.script.Desk;
import org.whistle.replay.script.Later;
import org.whistle.replay.script.Step;
import tools.jackson.databind.JsonNode;

/** Takes one step, as often as it needs until the desk offers it. */
final class Performer {

    /** A hand-over that takes longer is none. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** How often a step is tried that is offered and still refused, such as two people at once. */
    private static final int COLLISIONS = 5;

    private final WhistleClient client;
    private final Semaphore permits;
    private final Cases cases;

    Performer(WhistleClient client, int concurrency, Cases cases) {
        this.client = client;
        this.permits = new Semaphore(concurrency, true);
        this.cases = cases;
    }

    /**
     * Takes the step.
     *
     * @return the case or part as it is then
     * @throws ApiProblem if it is refused for good
     */
    JsonNode perform(Step step, PlayedCase played) {
        AccountClient account = client.as(step.account());
        Map<String, Object> body = resolved(step, played, account);
        if (step.act() == Act.REPORT) {
            return once(() -> account.post("/api/intake/cases", body));
        }
        if (step.act() == Act.DISPATCH) {
            played.part("");
        }
        return insist(step, () -> {
            try {
                String id = step.act().desk() == Desk.DEPARTMENT ? part(played, account) : played.caseId();
                return account.post(
                        step.act().desk().path() + id + "/" + step.act().path(), body);
            } catch (ApiProblem problem) {
                played.part("");
                throw problem;
            }
        });
    }

    private JsonNode insist(Step step, Supplier<JsonNode> call) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Duration pause = FIRST_PAUSE;
        int collisions = 0;
        while (true) {
            try {
                return once(call);
            } catch (ApiProblem problem) {
                boolean offered = problem.allowedActions().contains(step.act().path());
                boolean mayCome = problem.status() == 404 || problem.status() == 409;
                if (!mayCome || System.nanoTime() > end || (offered && ++collisions > COLLISIONS)) {
                    throw problem;
                }
            }
            Pauses.sleep(pause);
            pause = pause.multipliedBy(3).dividedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
    }

    private JsonNode once(Supplier<JsonNode> call) {
        permits.acquireUninterruptibly();
        try {
            return call.get();
        } finally {
            permits.release();
        }
    }

    /** The part that the account's unit holds; the unit sees only its own. */
    private static String part(PlayedCase played, AccountClient account) {
        if (played.part().isEmpty()) {
            played.part(findPart(played, account));
        }
        return played.part();
    }

    private static String findPart(PlayedCase played, AccountClient account) {
        JsonNode answer = account.get("/api/department/assignments?size=200&text=" + played.caseNumber());
        return answer.path("items")
                .valueStream()
                .filter(item -> item.path("caseId").asString("").equals(played.caseId())
                        && !item.path("state").asString("").equals("ENDED"))
                .map(item -> item.path("assignmentId").asString())
                .reduce((first, last) -> last)
                .orElseThrow(() -> ApiProblem.notYet("no part of " + played.caseNumber()));
    }

    private Map<String, Object> resolved(Step step, PlayedCase played, AccountClient account) {
        Map<String, Object> body = new HashMap<>();
        step.body().forEach((key, value) -> body.put(key, resolved(value, played, account)));
        return body;
    }

    private Object resolved(Object value, PlayedCase played, AccountClient account) {
        return switch (value) {
            case List<?> list -> {
                List<Object> values = new ArrayList<>();
                list.forEach(each -> values.add(resolved(each, played, account)));
                yield values;
            }
            case Later later -> resolved(later, played, account);
            default -> value;
        };
    }

    private String resolved(Later later, PlayedCase played, AccountClient account) {
        return switch (later) {
            case Later.Photo photo -> {
                UploadedFile file = Pictures.photo(played.nextSeed());
                Map<String, String> fields = Map.of("kind", photo.kind());
                yield once(() -> account.upload("/api/intake/photos", fields, file))
                        .path("photoId")
                        .asString();
            }
            case Later.Document _ -> {
                UploadedFile file = Pictures.document(played.nextSeed());
                yield once(() -> account.upload("/api/intake/documents", Map.of(), file))
                        .path("documentId")
                        .asString();
            }
            case Later.CaseOf other -> cases.awaitId(other.script());
            case Later.PartOf unit -> part(played, client.as(unit.account()));
        };
    }
}
