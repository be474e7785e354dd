package io.mcpagent.bootstrap;

import io.mcpagent.adapter.documents.DocumentFiles;
import io.mcpagent.application.evaluation.EvaluationBench;
import io.mcpagent.application.evaluation.EvaluationCorpus;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.evaluation.EvaluationSet;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The platform as users have it, over a corpus and a data directory that is deleted afterwards. */
final class ThrowAwayBench {
    private ThrowAwayBench() {}

    static EvaluationBench open(Settings settings, DocumentFiles files, EvaluationSet set) {
        var directory = temporary();
        try {
            var platform = AgentPlatform.open(
                    settings.at(directory),
                    AgentPlatform.Model.AT_ONCE,
                    AgentPlatform.Leftovers.FIRST,
                    files,
                    new EvaluationCorpus(set),
                    ToolSources.NONE);
            return new EvaluationBench(platform.documents(), platform.search(), platform.chat(), () -> {
                // The platform first, or it would write what was deleted.
                try {
                    platform.close();
                } finally {
                    delete(directory);
                }
            });
        } catch (RuntimeException | Error failure) {
            delete(directory);
            throw failure;
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("mcp-agent-eval");
        } catch (IOException e) {
            throw new UpstreamFailure(
                    "disk_unusable", "The temporary folder can't be used: " + e + ". Set TMPDIR to another.", false, e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
