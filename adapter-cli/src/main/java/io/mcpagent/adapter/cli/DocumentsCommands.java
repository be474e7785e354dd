package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.DocumentJson;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code documents …}. */
final class DocumentsCommands {
    private DocumentsCommands() {}

    static CommandLine line(Invocation invocation) {
        return new CommandLine(new Group(invocation))
                .addSubcommand("list", new ListCommand(invocation))
                .addSubcommand("delete", new DeleteCommand(invocation));
    }

    @Command(name = "documents", description = "Lists and forgets documents.", synopsisSubcommandLabel = "COMMAND")
    static final class Group extends CommandGroup {
        Group(Invocation invocation) {
            super(invocation);
        }
    }

    @Command(name = "list", description = "Lists documents with their state, and the reason where one can't be found.")
    static final class ListCommand implements Callable<Integer> {
        @Option(names = "--collection", paramLabel = "C", description = "Those of this collection alone.")
        private Optional<String> collection = Optional.empty();

        private final Invocation invocation;

        ListCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            return invocation.onPlatform(platform -> {
                var columns = new Columns();
                named(platform.documents(), collection).forEach(name -> list(platform.documents(), name, columns));
                columns.printOr("There are no documents yet.", invocation.output());
                return ExitCode.DONE;
            });
        }

        private void list(DocumentService documents, String name, Columns columns) {
            var output = invocation.output();
            for (var document : documents.documents(Caller.LOCAL_OWNER, name)) {
                if (output.isJson()) output.say(DocumentJson.of(document, name));
                else DocumentText.add(columns, document, TerminalText.name(name));
            }
        }
    }

    @Command(
            name = "delete",
            description = {
                "Forgets documents. A file of a folder stays, and comes back when the folder is ingested again; what was"
                        + " uploaded is deleted."
            })
    static final class DeleteCommand implements Callable<Integer> {
        @Option(
                names = "--collection",
                paramLabel = "C",
                description = "The collection; needed where several have a document of that name.")
        private Optional<String> collection = Optional.empty();

        @Parameters(arity = "1..*", paramLabel = "DOCUMENT", description = "A name, as documents list shows it.")
        private List<String> names = List.of();

        private final Invocation invocation;

        DeleteCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            return invocation.onPlatform(platform -> {
                for (var name : names) {
                    var home = home(platform.documents(), name);
                    platform.documents().deleteDocument(Caller.LOCAL_OWNER, home, name);
                    invocation.output().note("deleted %s of %s".formatted(name, home));
                }
                return ExitCode.DONE;
            });
        }

        private String home(DocumentService documents, String name) {
            if (collection.isPresent()) return collection.get();
            var homes = named(documents, collection).stream()
                    .filter(each -> documents.documents(Caller.LOCAL_OWNER, each).stream()
                            .anyMatch(document -> document.name().equals(name)))
                    .toList();
            if (homes.isEmpty())
                throw new NotFound("document_not_found", "there is no document " + name + "; see: documents list");
            if (homes.size() > 1)
                throw new InvalidRequest(
                        "document_ambiguous",
                        "%s is in several collections: %s. Say which with --collection."
                                .formatted(name, String.join(", ", homes)));
            return homes.getFirst();
        }
    }

    /** The one that was named, or all. */
    private static List<String> named(DocumentService documents, Optional<String> collection) {
        return collection
                .map(List::of)
                .orElseGet(() -> documents.collections(Caller.LOCAL_OWNER).stream()
                        .map(DocumentCollection::name)
                        .toList());
    }
}
