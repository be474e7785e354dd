package io.mcpagent.adapter.mcp.server.modern;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * The state of a request between two of its rounds, which its client carries: sealed, so that it is neither read nor
 * changed, by a key that all nodes and later processes have; and bound to who asked, what for, and for how long it is good.
 */
public final class RequestStates {
    private static final Duration GOOD_FOR = Duration.ofHours(1);
    /** Ours are far shorter. */
    private static final int LONGEST = 64 << 10;

    private final SecretPort secrets;
    private final InstantSource clock;

    public RequestStates(SecretPort secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What a state belongs to: it opens for no other request. */
    record Binding(Caller caller, String method, Json.Obj params) {
        private String purpose() {
            var asked = params.with("_meta", new Json.Null())
                    .with("inputResponses", new Json.Null())
                    .with("requestState", new Json.Null());
            return "mcp-request-state %s %s %s"
                    .formatted(caller.user().value(), method, sha256(JsonBytes.write(ordered(asked))));
        }
    }

    String seal(Binding binding, Json.Obj state) {
        var json = JsonBytes.write(state);
        var plain = ByteBuffer.allocate(Long.BYTES + json.length)
                .putLong(clock.instant().plus(GOOD_FOR).getEpochSecond())
                .put(json);
        return secrets.seal(binding.purpose(), plain.array()).value();
    }

    /**
     * The state again.
     *
     * @throws RpcFailure when it was sealed elsewhere, for another request or another caller, was changed, or is too old
     */
    Json.Obj open(Binding binding, String text) {
        if (text.isBlank() || text.length() > LONGEST) throw refused();
        try {
            var plain = ByteBuffer.wrap(secrets.open(binding.purpose(), new SealedSecret(text)));
            if (plain.getLong() < clock.instant().getEpochSecond()) throw refused();
            var json = new byte[plain.remaining()];
            plain.get(json);
            return JsonBytes.read(json) instanceof Json.Obj state ? state : Json.object();
        } catch (UpstreamFailure | Malformed unreadable) {
            throw refused();
        }
    }

    private static RpcFailure refused() {
        return RpcFailure.invalidParams(
                "The requestState is not one that this request was given, or too old. Begin the request again without it.");
    }

    /** Clients build their parameters anew, and may put the members in another order. */
    private static Json ordered(Json json) {
        return switch (json) {
            case Json.Obj(var members) -> {
                var sorted = new TreeMap<String, Json>();
                members.forEach((name, value) -> sorted.put(name, ordered(value)));
                yield new Json.Obj(sorted);
            }
            case Json.Arr(var elements) ->
                Json.array(elements.stream().map(RequestStates::ordered).toList());
            case Json.Num(var number) -> new Json.Num(number.stripTrailingZeros());
            case Json plain -> plain;
        };
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
