package io.mcpagent.bootstrap.document;

import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.bootstrap.AgentPlatform;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.access.Caller;
import java.nio.file.Path;
import java.util.Optional;

/** Takes a folder in, and says on stdout how far it is: {@code done total}. */
final class IngestingProcess {
    private IngestingProcess() {}

    public static void main(String[] args) {
        var settings = Settings.load(System.getenv(), Optional.of(Path.of(args[0])));
        try (var platform = AgentPlatform.open(settings)) {
            var request = new SyncRequest(Path.of(args[1]), Optional.empty(), Optional.empty(), false);
            platform.documents()
                    .sync(
                            Caller.LOCAL_OWNER,
                            request,
                            progress -> System.out.println(progress.done() + " " + progress.total()));
        }
        System.out.println("through");
    }
}
