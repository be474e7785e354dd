package io.mcpagent.adapter.mcp.server.modern;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.Revision;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.protocol.TraceMeta;
import io.mcpagent.adapter.mcp.server.dispatch.Notices;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.adapter.mcp.server.offer.ClientFeatures;
import io.mcpagent.adapter.mcp.server.offer.LogLevel;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.telemetry.TraceContext;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a request says of itself.
 *
 * @param version as it was sent
 * @param log from which level on logs are wanted
 * @param progress by which token progress is told
 * @param trace that it belongs to
 */
public record RequestMeta(
        String version,
        ClientFeatures client,
        Optional<LogLevel> log,
        Optional<Json> progress,
        Optional<TraceContext> trace) {
    /** Whether parameters are those of a request of this era. */
    public static boolean isIn(Json.Obj params) {
        return params.get("_meta").filter(RequestMeta::namesVersion).isPresent();
    }

    private static boolean namesVersion(Json meta) {
        return meta instanceof Json.Obj object && object.members().containsKey(MetaKeys.VERSION);
    }

    /** The revision that parameters name. */
    public static Optional<String> versionIn(Json.Obj params) {
        return params.get("_meta")
                .flatMap(meta -> meta instanceof Json.Obj object ? object.get(MetaKeys.VERSION) : Optional.empty())
                .flatMap(version -> version instanceof Json.Str(var text) ? Optional.of(text) : Optional.empty());
    }

    /**
     * Reads it off the parameters.
     *
     * @throws RpcFailure when something is missing that every request has
     */
    public static RequestMeta read(Json.Obj params) {
        try {
            var meta = new Members(new Members(params, "The request").object("_meta"), "_meta");
            return new RequestMeta(
                    meta.string(MetaKeys.VERSION),
                    ClientFeatures.of(meta.object(MetaKeys.CAPABILITIES)),
                    meta.findString(MetaKeys.LOG_LEVEL).map(RequestMeta::level),
                    Notices.token(params),
                    TraceMeta.read(params));
        } catch (Malformed malformed) {
            throw RpcFailure.of(malformed);
        }
    }

    private static LogLevel level(String text) {
        return LogLevel.of(text)
                .orElseThrow(() -> RpcFailure.invalidParams("There is no log level of that name; info is one."));
    }

    /**
     * Returns when the revision is one of this era.
     *
     * @throws RpcFailure when it is not
     */
    public void requireSupported() {
        if (Revision.of(version)
                .filter(revision -> revision.era() == Revision.Era.MODERN)
                .isPresent()) return;
        throw new RpcFailure(new RpcError(
                RpcError.UNSUPPORTED_VERSION,
                "Unsupported protocol version",
                Optional.of(Json.object().with("supported", supported()).with("requested", Json.of(version)))));
    }

    static Json.Arr supported() {
        return Json.array(Arrays.stream(Revision.values())
                .filter(revision -> revision.era() == Revision.Era.MODERN)
                .map(revision -> Json.of(revision.text()))
                .toList()
                .reversed());
    }
}
