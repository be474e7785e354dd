package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Prints the version of this program, and the Java that runs it.")
final class VersionCommand implements Callable<Integer> {
    private final Invocation invocation;

    VersionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        // The API does not tell a version, and no option is to be without effect.
        invocation.options();
        var version = invocation.host().version();
        var java = Runtime.version().toString();
        if (invocation.output().isJson())
            invocation
                    .output()
                    .say(Json.object().with("version", Json.of(version)).with("java", Json.of(java)));
        else invocation.output().say("mcp-agent %s (Java %s)".formatted(version, java));
        return ExitCode.DONE;
    }
}
