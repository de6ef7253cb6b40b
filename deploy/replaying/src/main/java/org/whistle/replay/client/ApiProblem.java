package org.whistle.replay.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A refusal of the system, from its problem document. */
public final class ApiProblem extends RuntimeException {

    private final int status;
    private final transient JsonNode problem;

    ApiProblem(int status, String request, JsonNode problem) {
        super(status + " " + problem.path("code").asString("?") + " " + request + state(problem) + detail(problem));
        this.status = status;
        this.problem = problem;
    }

    /** For what a list does not show yet: the same as a 404. */
    public static ApiProblem notYet(String what) {
        return new ApiProblem(404, what, MissingNode.getInstance());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The stable code, {@code ?} if the answer was no problem document. */
    public String code() {
        return problem.path("code").asString("?");
    }

    /** The state of the case that the refusal names. */
    public @Nullable String state() {
        return problem.path("state").asString(null);
    }

    /** What is allowed now. */
    public List<String> allowedActions() {
        return problem.path("allowedActions")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** The whole document. */
    public JsonNode problem() {
        return problem;
    }

    private static String state(JsonNode problem) {
        return problem.hasNonNull("state")
                ? " in " + problem.path("state").asString() + ", allowed: " + problem.path("allowedActions")
                : "";
    }

    private static String detail(JsonNode problem) {
        return problem.hasNonNull("detail") ? ": " + problem.path("detail").asString() : "";
    }
}
