package io.mcpagent.adapter.cli;

import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code collections …}. */
final class CollectionsCommands {
    private CollectionsCommands() {}

    static CommandLine line(Invocation invocation) {
        var group = new CommandLine(new Group(invocation))
                .addSubcommand("list", new ListCommand(invocation))
                .addSubcommand("create", new CreateCommand(invocation))
                .addSubcommand("delete", new DeleteCommand(invocation))
                .addSubcommand("reindex", new ReindexCommand(invocation));
        return GrantCommands.addTo(group, invocation, Backend::collectionSharing);
    }

    @Command(
            name = "collections",
            description = "Lists, makes, shares and forgets collections, and makes the index anew.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Group extends CommandGroup {
        Group(Invocation invocation) {
            super(invocation);
        }
    }

    @Command(name = "list", description = "Lists collections: the folder that each follows, its language and its size.")
    static final class ListCommand implements Callable<Integer> {
        private final Invocation invocation;

        ListCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var columns = new Columns();
                for (var collection : backend.library().collections()) {
                    var name = Members.text(collection, "collection");
                    var size = CollectionSize.of(backend.library().documents(name));
                    if (output.isJson()) output.say(size.json(collection));
                    else size.add(columns, collection);
                }
                columns.printOr("There are no collections yet.", output);
                return ExitCode.DONE;
            });
        }
    }

    @Command(
            name = "create",
            description = "Makes an empty collection for documents that are uploaded. Folders get theirs by ingest.")
    static final class CreateCommand implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "A name that no collection has yet.")
        private String name = "";

        @Option(
                names = "--language",
                paramLabel = "L",
                converter = LanguageConverter.class,
                description = "The language of its documents, such as en or de (default: en).")
        private Optional<Language> language = Optional.empty();

        private final Invocation invocation;

        CreateCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var output = invocation.output();
            return invocation.onBackend(backend -> {
                var made = backend.library().createCollection(name, language);
                if (output.isJson()) output.say(CollectionSize.of(List.of()).json(made));
                else output.note("made " + Members.text(made, "collection"));
                return ExitCode.DONE;
            });
        }
    }

    @Command(
            name = "delete",
            description = {
                "Forgets collections and their documents. The files of a folder stay where they are; what was uploaded is"
                        + " deleted."
            })
    static final class DeleteCommand implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "NAME", description = "A name, as collections list shows it.")
        private List<String> names = List.of();

        private final Invocation invocation;

        DeleteCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            return invocation.onBackend(backend -> {
                for (var name : names) {
                    backend.library().deleteCollection(name);
                    invocation.output().note("deleted " + name);
                }
                return ExitCode.DONE;
            });
        }
    }

    @Command(
            name = "reindex",
            description = {
                "Makes the index anew from what is stored, with the embedding model of the settings; needed after that"
                        + " model changed."
            })
    static final class ReindexCommand implements Callable<Integer> {
        private final Invocation invocation;

        ReindexCommand(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var documents = invocation.host().reindex(invocation.options());
            var output = invocation.output();
            if (output.isJson()) output.say(Json.object().with("documents", Json.of(documents)));
            else output.say("The index holds " + SyncText.counted(documents, "document") + ".");
            return ExitCode.DONE;
        }
    }
}
