package io.mcpagent.adapter.mcp.signin;

import static io.mcpagent.adapter.mcp.signin.Desk.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.signin.Loopback.Asked;
import io.mcpagent.adapter.mcp.signin.Loopback.Said;
import io.mcpagent.adapter.mcp.tool.McpToolServers;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.testkit.json.SmallJsonSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The host's requests go with the sign-in of the user whose they are. */
class SignedInHostTest {
    private final Desk desk = new Desk();
    private final McpToolServers host =
            McpToolServers.open("1.0", desk.calls, new SmallJsonSchemas(), desk.signIns, desk.time);

    SignedInHostTest() {
        desk.resource.on("/mcp", this::serve);
    }

    @AfterEach
    void close() {
        host.close();
        desk.close();
    }

    /** A server of the oldest kind over HTTP that wants a token for everything. */
    private Said serve(Asked asked) {
        var isLetIn = asked.header("Authorization")
                .map(value -> value.substring("Bearer ".length()))
                .flatMap(desk.issuer::scopes)
                .isPresent();
        if (!isLetIn)
            return new Said(
                    401,
                    Map.of(
                            "WWW-Authenticate",
                            "Bearer resource_metadata=\"" + desk.resource.origin() + Desk.METADATA + "\""),
                    new byte[0]);
        if (!asked.method().equals("POST")) return Said.text(405, "");
        var message = (Json.Obj) JsonBytes.read(asked.body().getBytes(StandardCharsets.UTF_8));
        return switch (message.get("method").orElseThrow()) {
            case Json.Str(var method)
            when method.equals("initialize") ->
                result(
                        message,
                        Json.object()
                                .with("protocolVersion", Json.of("2025-11-25"))
                                .with("capabilities", Json.object().with("tools", Json.object()))
                                .with(
                                        "serverInfo",
                                        Json.object()
                                                .with("name", Json.of("wiki"))
                                                .with("version", Json.of("1"))));
            case Json.Str(var method)
            when method.equals("tools/list") -> result(message, Json.object().with("tools", Json.array(List.of())));
            case Json.Str(var method) when method.startsWith("notifications/") -> Said.text(202, "");
            default -> Said.text(400, "");
        };
    }

    private static Said result(Json.Obj request, Json.Obj result) {
        return Said.json(
                200,
                Json.object()
                        .with("jsonrpc", Json.of("2.0"))
                        .with("id", request.get("id"))
                        .with("result", result));
    }

    private void assertAsksForSignIn(Caller caller) {
        assertThatThrownBy(() -> host.offer(desk.server(), caller))
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("tool_server_sign_in"));
    }

    @Test
    void eachUserSignsInForThemselves() {
        assertAsksForSignIn(ADA);

        desk.signIn(ADA);

        assertThat(host.offer(desk.server(), ADA).title()).isEqualTo("wiki");
        assertAsksForSignIn(Desk.BOB);
        assertThat(host.states())
                .singleElement()
                .satisfies(state ->
                        assertThat(state.server()).isEqualTo(desk.server().name()));
    }

    @Test
    void whoIsSignedOutIsNotServedByAConnectionOfBefore() {
        desk.signIn(ADA);
        host.offer(desk.server(), ADA);

        desk.signIns.end(desk.server().name(), ADA);
        desk.time.advance(Duration.ofHours(1));

        assertAsksForSignIn(ADA);
    }
}
