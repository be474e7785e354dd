package io.mcpagent.benchmarks.run;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.tool.ToolEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A turn of the platform as it ships, its log on the disk. The arguments: the model's port and a folder. */
public final class OurTurns {
    private OurTurns() {}

    public static void main(String[] args) throws IOException {
        var data = Files.createTempDirectory(Files.createDirectories(Path.of(args[1])), "turns");
        try (var platform = StorePlatform.open(data, args[0], ToolEffect.READS, Turns::stock)) {
            Turns.serve(question -> platform.chat()
                    .ask(Caller.LOCAL_OWNER, StorePlatform.ask(question))
                    .answer()
                    .orElseThrow()
                    .answer());
        }
    }
}
