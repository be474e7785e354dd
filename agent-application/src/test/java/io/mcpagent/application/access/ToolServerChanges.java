package io.mcpagent.application.access;

import static io.mcpagent.application.access.AuditScene.WORD;
import static io.mcpagent.application.access.AuditedChanges.change;

import io.mcpagent.application.access.AuditedChanges.Change;
import io.mcpagent.application.tool.WantedToolServer;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.DefinitionHash;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.testkit.tool.SampleToolServers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One of each change that is made to tool servers and what is approved of them. */
final class ToolServerChanges {
    static final ToolServerName NAME = new ToolServerName("web");
    private static final Caller OWNER = Caller.LOCAL_OWNER;

    private ToolServerChanges() {}

    static WantedToolServer wanted(String secret) {
        var url = URI.create("https://tools.example/" + WORD);
        var server = new ToolServer(
                NAME,
                new ToolServerAddress.Http(url, Map.of("Authorization", secret)),
                Set.of(),
                List.of(),
                Duration.ofSeconds(9));
        return new WantedToolServer(server, true, false);
    }

    /** The name of a tool that may be called. */
    static String approved(AuditScene scene) {
        var tools = tested(scene);
        scene.platform.toolPins.approve(OWNER, NAME, tools, false);
        return tools.keySet().iterator().next();
    }

    private static boolean added(AuditScene scene) {
        scene.platform.toolServers.add(OWNER, List.of(wanted(WORD)));
        return true;
    }

    private static Map<String, DefinitionHash> tested(AuditScene scene) {
        added(scene);
        scene.machine.toolServers.offering("web", SampleToolServers.tool("search", WORD));
        var pin = scene.platform.toolPins.test(OWNER, NAME).pins().getFirst().pin();
        return Map.of(pin.name(), pin.hash());
    }

    static Stream<Change<?>> all() {
        return Stream.of(
                change("ToolServerService.add", "tool_server.added", ToolServerChanges::added),
                change(
                        "ToolServerService.imported",
                        "tool_server.added",
                        scene -> scene.platform.toolServers.imported(
                                OWNER,
                                Json.object()
                                        .with(
                                                "mcpServers",
                                                Json.object()
                                                        .with(
                                                                "web",
                                                                Json.object().with("command", Json.of(WORD)))),
                                Map.of())),
                change(
                        "ToolServerService.change",
                        "tool_server.changed",
                        ToolServerChanges::added,
                        (scene, there) ->
                                scene.platform.toolServers.change(OWNER, wanted(WORD + WORD), Expected.anything())),
                change(
                        "ToolServerService.remove",
                        "tool_server.removed",
                        ToolServerChanges::added,
                        (scene, there) -> scene.platform.toolServers.remove(OWNER, NAME, Expected.anything())),
                change(
                        "ToolPinService.test",
                        "tool_server.tested",
                        ToolServerChanges::tested,
                        (scene, there) -> scene.platform.toolPins.test(OWNER, NAME)),
                change(
                        "ToolPinService.test",
                        "tool_server.tested tool.quarantined",
                        ToolServerChanges::approved,
                        (scene, there) -> {
                            scene.machine.toolServers.offering("web", SampleToolServers.tool("search", WORD + WORD));
                            scene.platform.toolPins.test(OWNER, NAME);
                        }),
                change(
                        "ToolPinService.approve",
                        "tool.approved tool.annotations_confirmed",
                        ToolServerChanges::tested,
                        (scene, tools) -> scene.platform.toolPins.approve(OWNER, NAME, tools, true)),
                change(
                        "ToolPinService.reject",
                        "tool.rejected",
                        ToolServerChanges::tested,
                        (scene, tools) -> scene.platform.toolPins.reject(OWNER, NAME, tools)));
    }
}
