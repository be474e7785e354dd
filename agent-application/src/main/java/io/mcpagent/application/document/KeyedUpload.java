package io.mcpagent.application.document;

import io.mcpagent.application.idempotency.KeyedRequest;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.domain.llm.TextHash;
import java.io.InputStream;

/**
 * A file that may be sent again.
 *
 * @param collection the name of where it goes
 */
public record KeyedUpload(IdempotencyKey key, String collection, String name, InputStream content) {
    KeyedRequest request(Caller caller, DocumentCollection into, TextHash hash) {
        return KeyedRequest.of(
                caller, Permission.WRITE, key, "upload", into.id().value().toString(), name, hash.value());
    }
}
