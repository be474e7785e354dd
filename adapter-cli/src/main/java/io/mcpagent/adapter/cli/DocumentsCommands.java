package io.mcpagent.adapter.cli;

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
            return invocation.onBackend(backend -> {
                var output = invocation.output();
                var columns = new Columns();
                for (var name : named(backend.library(), collection)) {
                    for (var document : backend.library().documents(name)) {
                        if (output.isJson()) output.say(document);
                        else DocumentText.add(columns, document);
                    }
                }
                columns.printOr("There are no documents yet.", output);
                return ExitCode.DONE;
            });
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
            return invocation.onBackend(backend -> {
                for (var name : names) {
                    var home = home(backend.library(), name);
                    backend.library().deleteDocument(home, name);
                    invocation.output().note("deleted %s of %s".formatted(name, home));
                }
                return ExitCode.DONE;
            });
        }

        private String home(Library library, String name) {
            if (collection.isPresent()) return collection.get();
            var homes = named(library, collection).stream()
                    .filter(each -> library.documents(each).stream()
                            .anyMatch(document ->
                                    Members.text(document, "document").equals(name)))
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
    private static List<String> named(Library library, Optional<String> collection) {
        return collection
                .map(List::of)
                .orElseGet(() -> library.collections().stream()
                        .map(each -> Members.text(each, "collection"))
                        .toList());
    }
}
