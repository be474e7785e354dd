package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Takes paths in, one by one. What is wrong with one of them is told, and the others go on. */
final class Intake {
    private final Invocation invocation;
    private final Ingester ingester;
    private final Set<String> collections = new LinkedHashSet<>();
    private Optional<String> collection = Optional.empty();
    private Optional<Language> language = Optional.empty();
    private boolean prune;
    private boolean quiet;
    private boolean failed;
    private boolean worked;

    Intake(Invocation invocation, Ingester ingester) {
        this.invocation = invocation;
        this.ingester = ingester;
    }

    /** Where it serves something else: reports are notes, and none is made of what has not changed. */
    Intake quiet() {
        quiet = true;
        return this;
    }

    Intake into(Optional<String> name, Optional<Language> itsLanguage) {
        collection = name;
        language = itsLanguage;
        return this;
    }

    Intake pruning(boolean yes) {
        prune = yes;
        return this;
    }

    /** Names of what was taken in. */
    Set<String> collections() {
        return Set.copyOf(collections);
    }

    int exitCode() {
        if (!failed) return ExitCode.DONE;
        return collections.isEmpty() ? ExitCode.FAILED : ExitCode.SOME_FILES_FAILED;
    }

    void take(Path path) {
        try {
            var root = Roots.of(path);
            var all = synced(root);
            // Somebody who names a file wants that file: it is no good to have passed over it.
            var isFile = Files.isRegularFile(root);
            var report = isFile ? all.skippedHaveFailed() : all;
            collections.add(report.collection());
            failed |= !report.failed().isEmpty();
            print(report);
            if (report.kept() > 0 && !quiet && !isFile) tellKept(report, root);
        } catch (NotFound | InvalidRequest | Conflict wrongWithThisPath) {
            failed = true;
            tell(wrongWithThisPath, path);
        }
    }

    private TakenIn synced(Path root) {
        worked = false;
        try (var bar = IngestionBar.on(invocation.output(), root)) {
            return ingester.sync(new SyncRequest(root, collection, language, prune), progress -> {
                worked = true;
                bar.accept(progress);
            });
        }
    }

    private void tell(AgentFailure failure, Path path) {
        var hint = quiet && failure.code().equals("prune_needed") ? " (mcp-agent ingest --prune " + path + ")" : "";
        invocation.failures().tell(failure.code(), failure.getMessage() + hint);
    }

    private void tellKept(TakenIn report, Path root) {
        var line = report.kept() == 1
                ? "%s: 1 document is not in %s and stays; --prune deletes it".formatted(report.collection(), root)
                : "%s: %d documents are not in %s and stay; --prune deletes them"
                        .formatted(report.collection(), report.kept(), root);
        invocation.output().note(line);
    }

    private void print(TakenIn report) {
        var output = invocation.output();
        var skippedNow = worked && !report.skipped().isEmpty();
        if (quiet && !skippedNow && !SyncText.isWorthTelling(report)) return;
        if (output.isJson()) {
            if (quiet) output.note(SyncJson.of(report));
            else output.say(SyncJson.of(report));
        } else {
            SyncText.of(report, invocation.global().debug).forEach(quiet ? output::note : output::say);
        }
    }
}
