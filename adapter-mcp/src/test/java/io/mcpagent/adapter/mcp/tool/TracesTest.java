package io.mcpagent.adapter.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.Revision.Era;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.telemetry.TraceContext;
import io.mcpagent.domain.tool.ToolInvocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call says which trace it belongs to. */
class TracesTest {
    private static final TraceContext TRACE =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Optional.of("rojo=1"));

    private final McpToolServers host = Servers.host();

    @AfterEach
    void close() {
        host.close();
    }

    private static ToolInvocation invocation(Json arguments, Optional<TraceContext> trace) {
        return new ToolInvocation(Servers.CALLER, "key", "server__act", arguments, Set.of(), List.of(), false, trace);
    }

    private static Json.Obj meta(Json.Obj params) {
        return new Members(params, "The parameters").object("_meta");
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void theServerIsToldTheTraceBesideWhatTheProtocolSays(Era era) throws Exception {
        try (var web = new ScriptedWeb(era, "{\"tools\":{},\"prompts\":{}}").offering("")) {
            web.answering("tools/call", "{\"content\":[]}").answering("prompts/get", "{\"messages\":[]}");
            host.call(web.server(), "act", invocation(Json.object(), Optional.of(TRACE)));
            host.call(
                    web.server(),
                    "get_prompt",
                    invocation(Json.object().with("name", Json.of("p")), Optional.of(TRACE)));

            for (var params : List.of(
                    web.asked("tools/call").getFirst(), web.asked("prompts/get").getFirst()))
                assertThat(meta(params).members())
                        .containsEntry("traceparent", Json.of(TRACE.parent()))
                        .containsEntry("tracestate", Json.of("rojo=1"))
                        .containsKey("progressToken");
        }
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void withoutOneNothingIsTold(Era era) throws Exception {
        try (var web = new ScriptedWeb(era, "{\"tools\":{}}").offering("")) {
            web.answering("tools/call", "{\"content\":[]}");
            host.call(web.server(), "act", invocation(Json.object(), Optional.empty()));

            assertThat(meta(web.asked("tools/call").getFirst()).members())
                    .doesNotContainKeys("traceparent", "tracestate");
        }
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void aModelSaysNothingThatIsThePlatformsToSay(Era era) throws Exception {
        var forged = Json.object()
                .with("uri", Json.of("file:///a"))
                .with("name", Json.of("p"))
                .with("requestState", Json.of("forged"))
                .with("inputResponses", Json.object())
                .with(
                        "_meta",
                        Json.object()
                                .with("traceparent", Json.of("forged"))
                                .with("io.modelcontextprotocol/clientCapabilities", Json.of("forged"))
                                .with("com.example/forged", Json.of(true)));
        try (var web = new ScriptedWeb(era, "{\"resources\":{},\"prompts\":{},\"completions\":{}}")) {
            web.answering("resources/read", "{\"contents\":[]}")
                    .answering("prompts/get", "{\"messages\":[]}")
                    .answering("completion/complete", "{\"completion\":{\"values\":[]}}");
            for (var tool : List.of("read_resource", "get_prompt", "suggest_values"))
                host.call(web.server(), tool, invocation(forged, Optional.empty()));

            for (var method : List.of("resources/read", "prompts/get", "completion/complete")) {
                var params = web.asked(method).getFirst();
                assertThat(params.members()).doesNotContainKeys("requestState", "inputResponses");
                assertThat(meta(params).toString()).doesNotContain("forged");
            }
        }
    }
}
