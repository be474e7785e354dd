package io.mcpagent.adapter.mcp.protocol.modern;

import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.Revision;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;

/** The server does not speak a revision that begins without a handshake, as far as can be told. */
public final class NotModern extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Optional<RpcError> error;

    NotModern(Optional<RpcError> error) {
        super("the server does not speak " + Revision.NEWEST.text());
        this.error = error;
    }

    /** Whether it may speak an older revision: it said so, or said nothing that only a modern server says. */
    public boolean mayBeLegacy() {
        return error.map(said -> switch (said.code()) {
                    case RpcError.HEADER_MISMATCH, RpcError.MISSING_CLIENT_CAPABILITY -> false;
                    case RpcError.UNSUPPORTED_VERSION ->
                        supported().stream().anyMatch(revision -> revision.era() == Revision.Era.LEGACY);
                    default -> true;
                })
                .orElse(true);
    }

    /** Whether it says that it speaks that revision. */
    boolean supports(Revision revision) {
        return supported().contains(revision);
    }

    private List<Revision> supported() {
        return error
                .filter(said -> said.code() == RpcError.UNSUPPORTED_VERSION)
                .flatMap(RpcError::data)
                .map(data -> data instanceof Json.Obj named ? named : Json.object())
                .map(data -> new Members(data, "The error").strings("supported"))
                .orElse(List.of())
                .stream()
                .flatMap(text -> Revision.of(text).stream())
                .toList();
    }
}
