package io.mcpagent.adapter.cli.tool;

import io.mcpagent.adapter.cli.ExitCode;
import io.mcpagent.adapter.cli.Invocation;
import io.mcpagent.adapter.cli.JsonReader;
import io.mcpagent.adapter.cli.Members;
import io.mcpagent.domain.failure.InvalidRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tool-servers import}. */
@Command(
        name = "import",
        description = {
            "Adds all tool servers of another client's file, as it is: .mcp.json, claude_desktop_config.json, or the mcp.json of"
                    + " VS Code. $${NAME} in it stands for a variable of the environment. All servers are added, or none."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-agent tool-servers import .mcp.json",
            "  mcp-agent tool-servers import < claude_desktop_config.json"
        })
final class ImportCommand implements Callable<Integer> {
    private static final int MOST_BYTES = 1 << 20;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Standard input when it is left out, or -.")
    private Optional<String> file = Optional.empty();

    private final Invocation invocation;

    ImportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var config = JsonReader.written(text());
        var variables = FileVariables.of(invocation, config);
        var output = invocation.output();
        return invocation.onBackend(backend -> {
            var imported = backend.toolServers().importAll(config, variables);
            for (var server : Members.objects(imported, "data")) {
                if (output.isJson()) output.say(server);
                else output.note("added " + Members.text(server, "name"));
            }
            Members.texts(imported, "notes").forEach(output::note);
            if (!output.isJson()) output.note("`mcp-agent tool-servers test NAME` asks each for its tools");
            return ExitCode.done();
        });
    }

    private String text() {
        var path = file.filter(name -> !name.equals("-"));
        try (var in = path.isPresent() ? Files.newInputStream(Path.of(path.get())) : invocation.in()) {
            return text(in);
        } catch (IOException unreadable) {
            throw new InvalidRequest(
                    "import_unreadable",
                    "%s can't be read: %s."
                            .formatted(
                                    path.orElse("Standard input"),
                                    unreadable instanceof NoSuchFileException
                                            ? "there is no such file"
                                            : unreadable.getMessage()),
                    unreadable);
        }
    }

    private static String text(InputStream in) throws IOException {
        var bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES)
            throw new InvalidRequest(
                    "import_too_large", "A file of tool servers has at most %,d bytes.".formatted(MOST_BYTES));
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
