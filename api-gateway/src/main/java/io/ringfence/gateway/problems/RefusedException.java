package io.ringfence.gateway.problems;

/** Carries a refusal through futures to where it is answered. Not a fault: no stack trace. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ProblemDetails problem;

    public RefusedException(ProblemDetails problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public ProblemDetails problem() {
        return problem;
    }
}
