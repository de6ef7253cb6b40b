package org.whistle.bench.loop;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.whistle.replay.client.Answer;
import org.whistle.replay.client.ApiProblem;
import org.whistle.replay.client.Unreachable;
import org.whistle.replay.client.UploadedFile;
import org.whistle.replay.client.WhistleClient;
import tools.jackson.databind.JsonNode;

/** Plays one loop after another through the public API; safe for many threads. */
final class LoopPlayer {

    /** Names a whole loop among the steps. */
    static final String ALL = "all steps";

    /** A hand-over that takes longer is none. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WhistleClient client;
    private final Duration pause;
    private final Observed observed;

    /**
     * A player that reports to one stage.
     *
     * @param pause between two looks whether a case has arrived
     */
    LoopPlayer(WhistleClient client, Duration pause, Observed observed) {
        this.client = client;
        this.pause = pause;
        this.observed = observed;
    }

    /**
     * Takes all steps, until one fails.
     *
     * @param arrival when the reporter wanted to begin, by {@link System#nanoTime}
     */
    void play(LoopPlan plan, UploadedFile photo, long arrival) {
        observed.begun();
        try {
            long confirmed = new Loop(plan).all(photo, arrival);
            observed.loop(confirmed - arrival);
        } catch (StopException stop) {
            observed.failed(String.valueOf(stop.getMessage()));
        } catch (ApiProblem problem) {
            observed.failed("token " + problem.status());
        } catch (Unreachable away) {
            observed.failed("no answer");
        }
    }

    private final class Loop {

        private final LoopPlan plan;
        private String caseId = "";
        private String part = "";

        Loop(LoopPlan plan) {
            this.plan = plan;
        }

        long all(UploadedFile photo, long arrival) throws StopException {
            JsonNode reported = post(LoopStep.REPORT, "/api/intake/cases", "", arrival);
            caseId = reported.path("caseId").asString();
            intake(LoopStep.ESCALATE);
            intake(LoopStep.TICKET);
            arrives("ticket → dispatcher", plan.dispatcher(), "/api/dispatch/cases/" + caseId, LoopPlayer::ticketed);
            now(LoopStep.DISPATCH, "/api/dispatch/cases/" + caseId + "/dispatch", "");
            String parts = "/api/department/assignments?caseId=" + caseId;
            part = arrives("dispatch → department", plan.department(), parts, LoopPlayer::openPart);
            now(LoopStep.ACCEPT, "/api/department/assignments/" + part + "/accept", "");
            String photoId = upload(photo);
            now(LoopStep.COMPLETE, "/api/department/assignments/" + part + "/complete", photoId);
            arrives("complete → grid worker", plan.checker(), "/api/intake/cases/" + caseId, LoopPlayer::checking);
            intake(LoopStep.CHECK);
            intake(LoopStep.CONFIRM);
            long end = System.nanoTime();
            observed.confirmed(caseId, end);
            return end;
        }

        private void intake(LoopStep step) throws StopException {
            now(step, "/api/intake/cases/" + caseId + "/" + step.label(), "");
        }

        private void now(LoopStep step, String path, String photoId) throws StopException {
            post(step, path, photoId, System.nanoTime());
        }

        private JsonNode post(LoopStep step, String path, String photoId, long start) throws StopException {
            Answer answer = client.as(plan.account(step))
                    .tryPost(path, plan.body(step, photoId), UUID.randomUUID().toString());
            observed.step(step, System.nanoTime() - start);
            if (!answer.successful()) {
                throw new StopException(
                        step.label(),
                        answer.status(),
                        answer.json().path("code").asString(""));
            }
            return answer.json();
        }

        private String upload(UploadedFile photo) throws StopException {
            long start = System.nanoTime();
            try {
                return client.as(plan.account(LoopStep.PHOTO))
                        .upload("/api/intake/photos", Map.of("kind", "AFTER"), photo)
                        .path("photoId")
                        .asString();
            } catch (ApiProblem problem) {
                throw new StopException(LoopStep.PHOTO.label(), problem.status(), problem.code());
            } finally {
                observed.step(LoopStep.PHOTO, System.nanoTime() - start);
            }
        }

        /** Looks until the next desk has it, and answers what was found. */
        private String arrives(String name, String account, String path, Function<JsonNode, @Nullable String> find)
                throws StopException {
            long start = System.nanoTime();
            while (true) {
                observed.looked();
                Answer answer = client.as(account).send("GET", path, Map.of(), null);
                String found = answer.successful() ? find.apply(answer.json()) : null;
                long taken = System.nanoTime() - start;
                if (found != null) {
                    observed.handOver(name, taken);
                    return found;
                }
                if (!answer.successful() && answer.status() != 404) {
                    throw new StopException(
                            name, answer.status(), answer.json().path("code").asString(""));
                }
                if (taken > PATIENCE.toNanos()) {
                    throw new StopException(name, answer.status(), "NEVER_CAME");
                }
                sleep();
            }
        }
    }

    private void sleep() throws StopException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StopException("interrupted", 0, "");
        }
    }

    private static @Nullable String ticketed(JsonNode dispatchCase) {
        return dispatchCase.path("state").asString("").equals("TICKETED") ? "" : null;
    }

    private static @Nullable String checking(JsonNode intakeCase) {
        return intakeCase.path("state").asString("").equals("CHECKING") ? "" : null;
    }

    private static @Nullable String openPart(JsonNode parts) {
        return parts.path("items")
                .valueStream()
                .filter(part -> !part.path("state").asString("").equals("ENDED"))
                .map(part -> part.path("assignmentId").asString())
                .findFirst()
                .orElse(null);
    }

    /** A loop that cannot go on. */
    private static final class StopException extends Exception {

        StopException(String step, int status, String code) {
            super((step + " " + status + " " + code).strip());
        }
    }
}
