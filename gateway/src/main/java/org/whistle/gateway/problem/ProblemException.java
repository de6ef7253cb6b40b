package org.whistle.gateway.problem;

/** Carries a refusal out of a handler. */
public class ProblemException extends RuntimeException {

    private final GatewayProblem problem;

    public ProblemException(GatewayProblem problem) {
        super(problem.name());
        this.problem = problem;
    }

    public ProblemException(GatewayProblem problem, Throwable cause) {
        super(problem.name(), cause);
        this.problem = problem;
    }

    public GatewayProblem problem() {
        return problem;
    }
}
