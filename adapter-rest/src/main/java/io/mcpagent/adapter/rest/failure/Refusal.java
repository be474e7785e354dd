package io.mcpagent.adapter.rest.failure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A request that the server itself turns down, before or beside any use case. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** More than any request has fields. */
    private static final int MOST_ERRORS = 10;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public static Refusal of(int status, String code, String detail) {
        return new Refusal(Problem.of(status, code, detail));
    }

    /** Names each, or of many the first. */
    public static Refusal wrongFields(List<WrongField> errors) {
        var named = errors.subList(0, Math.min(MOST_ERRORS, errors.size()));
        return new Refusal(new Problem(400, "fields_invalid", summary(errors), named, Optional.empty()));
    }

    private static String summary(List<WrongField> errors) {
        var first = errors.getFirst();
        if (errors.size() == 1) return first.field() + ": " + first.message();
        return errors.size() <= MOST_ERRORS
                ? errors.size() + " fields are wrong; errors names each."
                : "%,d fields are wrong; errors names the first %d.".formatted(errors.size(), MOST_ERRORS);
    }

    public static Refusal later(String code, String detail, Duration retryAfter) {
        return new Refusal(Problem.of(503, code, detail).retryAfter(retryAfter));
    }

    public Problem problem() {
        return problem;
    }
}
