package io.mcpagent.bootstrap.conversation;

// README: begin
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.bootstrap.AgentPlatform;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.access.Caller;
import java.nio.file.Path;

public class LibraryExample {
    public static void main(String[] args) {
        var me = Caller.LOCAL_OWNER;
        try (var platform = AgentPlatform.open(Settings.in(Path.of("data")))) {
            platform.documents().sync(me, new SyncRequest(Path.of("docs")), progress -> {});
            var result = platform.chat().ask(me, new AskRequest("Where does MCP Agent keep its data?"));
            result.answer().ifPresent(answer -> System.out.println(answer.answer()));
        }
    }
}
// README: end
