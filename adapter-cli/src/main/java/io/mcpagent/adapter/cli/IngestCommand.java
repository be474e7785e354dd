package io.mcpagent.adapter.cli;

import io.mcpagent.domain.document.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "ingest",
        header = "Takes folders and files in, and follows what changes in them.",
        description = {
            "",
            "Run again, it takes in what is new or changed and forgets what was deleted. Each path becomes a collection"
                    + " of its own; files are not copied, and those that git ignores are left out.",
            "",
            "A server is sent copies of what it does not have, for a collection of the same name; it forgets what was"
                    + " deleted with --prune alone, since others may have put documents there.",
            ""
        },
        footer = {"", "Examples:", "  mcp-agent ingest ~/manuals ~/notes", "  mcp-agent ingest ~/handbuch --language de"
        })
final class IngestCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "A folder or a file.")
    private List<Path> paths = List.of();

    @Option(
            names = "--collection",
            paramLabel = "C",
            description = "The collection's name (default: the folder's). For one path only.")
    private Optional<String> collection = Optional.empty();

    @Option(
            names = "--language",
            paramLabel = "L",
            converter = LanguageConverter.class,
            description = "The language of a new collection, such as en or de (default: en).")
    private Optional<Language> language = Optional.empty();

    @Option(
            names = "--prune",
            description = "Forget deleted files even when that is more than half of them; on a server, whatever has no"
                    + " file here.")
    private boolean prune;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Invocation invocation;

    IngestCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (collection.isPresent() && paths.size() > 1)
            throw new ParameterException(
                    spec.commandLine(), "--collection names one collection, and each path makes one: give one path.");
        if (collection.map(String::isBlank).orElse(false))
            throw new ParameterException(spec.commandLine(), "A collection's name is not blank.");
        return invocation.onBackend(backend -> {
            var intake = new Intake(invocation, backend.ingester())
                    .into(collection, language)
                    .pruning(prune);
            paths.forEach(intake::take);
            return intake.exitCode();
        });
    }
}
