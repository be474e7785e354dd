package io.mcpagent.adapter.rest.idempotency;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.failure.Refusal;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import java.util.Collections;
import java.util.Optional;

/** The header by which a client names its request. */
public final class IdempotencyKeys {
    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKeys() {}

    /**
     * The key of a request, if it has one.
     *
     * @throws Refusal with code {@code idempotency_key_invalid}
     */
    public static Optional<IdempotencyKey> of(Context context) {
        var given = Collections.list(context.req().getHeaders(HEADER));
        if (given.isEmpty()) return Optional.empty();
        if (given.size() > 1 || !IdempotencyKey.isValid(given.getFirst()))
            throw Refusal.of(
                    400,
                    "idempotency_key_invalid",
                    "An Idempotency-Key has 1 to 255 printable ASCII characters, and there is one at most.");
        return Optional.of(new IdempotencyKey(given.getFirst()));
    }
}
