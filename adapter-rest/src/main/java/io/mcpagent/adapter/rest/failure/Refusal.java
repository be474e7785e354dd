package io.mcpagent.adapter.rest.failure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A request that the server itself turns down, before or beside any use case. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public static Refusal of(int status, String code, String detail) {
        return new Refusal(Problem.of(status, code, detail));
    }

    public static Refusal wrongFields(List<WrongField> errors) {
        var one = errors.size() == 1;
        var detail = one
                ? errors.getFirst().field() + ": " + errors.getFirst().message()
                : errors.size() + " fields are wrong; errors names each.";
        return new Refusal(new Problem(400, "fields_invalid", detail, errors, Optional.empty()));
    }

    public static Refusal later(String code, String detail, Duration retryAfter) {
        return new Refusal(Problem.of(503, code, detail).retryAfter(retryAfter));
    }

    public Problem problem() {
        return problem;
    }
}
