package io.mcpagent.adapter.rest.idempotency;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.JsonText;
import io.mcpagent.application.idempotency.Idempotency;
import io.mcpagent.application.idempotency.KeyedRequest;
import io.mcpagent.application.idempotency.Made;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.domain.json.Json;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers what makes something: with a key once. It is called when the whole body has been read and understood, as what
 * it calls may be in a transaction.
 */
public final class CreatedOnce {
    private final Idempotency idempotency;

    public CreatedOnce(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    /**
     * What was made.
     *
     * @param location its path
     */
    public record Creation(String location, Json json) {
        private String text() {
            return location + "\n" + JsonText.of(json);
        }
    }

    /**
     * Makes it in one transaction with the key.
     *
     * @param asked the operation, and each part of what it was given
     */
    public void answer(Context context, Permission needed, Supplier<Creation> work, String... asked) {
        var request = request(context, needed, asked);
        if (request.isEmpty()) send(context, work.get());
        else
            send(
                    context,
                    idempotency
                            .once(request.get(), () -> {
                                var made = work.get();
                                return new Made<>(made, made.text());
                            })
                            .answer());
    }

    /**
     * The same of what is no record, and is made before its key is written.
     *
     * @param again finds what a request that was killed has made; used with a key only
     */
    public void answerFile(
            Context context,
            Permission needed,
            Supplier<Creation> work,
            Supplier<Optional<Creation>> again,
            String... asked) {
        var request = request(context, needed, asked);
        if (request.isEmpty()) send(context, work.get());
        else
            send(
                    context,
                    idempotency.onceAtLeast(
                            request.get(), () -> again.get().orElseGet(work).text()));
    }

    private static Optional<KeyedRequest> request(Context context, Permission needed, String... asked) {
        return IdempotencyKeys.of(context).map(key -> keyed(context, needed, key, asked));
    }

    private static KeyedRequest keyed(Context context, Permission needed, IdempotencyKey key, String... asked) {
        return KeyedRequest.of(Callers.of(context), needed, key, asked);
    }

    private static void send(Context context, Creation made) {
        Answers.created(context, made.location(), made.json());
    }

    private static void send(Context context, String text) {
        var parts = text.split("\n", 2);
        context.header("Location", parts[0]);
        Answers.send(context, 201, "application/json", parts[1]);
    }
}
