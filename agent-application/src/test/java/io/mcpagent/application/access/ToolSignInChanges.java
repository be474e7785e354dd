package io.mcpagent.application.access;

import static io.mcpagent.application.Platform.ADA;

import io.mcpagent.application.access.AuditedChanges.Change;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.testkit.tool.ScriptedToolServerSignIns;
import java.net.URI;
import java.util.stream.Stream;

/** What sign-ins with tool servers leave in the audit log. */
final class ToolSignInChanges {
    private static final ToolServerName WIKI = new ToolServerName("wiki");
    private static final URI BACK = URI.create("https://here.example/back");

    private ToolSignInChanges() {}

    static Stream<Change<?>> all() {
        return Stream.of(
                AuditedChanges.change(
                        "ToolSignInService.finish",
                        "tool_server.signed_in",
                        scene -> ScriptedToolServerSignIns.comeBack(scene.platform.toolSignIns.begin(ADA, WIKI, BACK)),
                        (scene, answer) -> scene.platform.toolSignIns.finish(ADA, answer)),
                AuditedChanges.change(
                        "ToolSignInService.end",
                        "tool_server.signed_out",
                        scene -> true,
                        (scene, nothing) -> scene.platform.toolSignIns.end(ADA, WIKI)));
    }
}
