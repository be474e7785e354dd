package io.mcpagent.bootstrap.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.bootstrap.AgentPlatform;
import io.mcpagent.bootstrap.ChildProcess;
import io.mcpagent.bootstrap.TestSettings;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.llm.TextHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is killed while one document is received and another is taken in. */
class KilledUploadTest {
    private static final String SMALL_CHUNKS = "MCP_AGENT_INGESTION_CHUNK_TOKENS=32";

    @TempDir
    Path folder;

    @Test
    void goesOnWhereItWasKilledAndLeavesNothingOfWhatWasReceived() throws Exception {
        var data = folder.resolve("data");
        uploadUntilKilled(data);
        assertThat(StoredDocuments.progress(data).chunked()).isEqualTo(1);
        assertThat(stored(data)).hasSize(2).anyMatch(name -> name.endsWith(".part"));

        try (var platform = AgentPlatform.open(TestSettings.in(data, SMALL_CHUNKS))) {
            platform.ingestInBackground();
            assertThat(takenIn(platform, "large.md").ingestion()).isInstanceOf(Ingestion.Ready.class);
            assertThat(platform.documents().documents(Caller.LOCAL_OWNER, UploadingProcess.COLLECTION))
                    .extracting(Document::name)
                    .containsExactly("large.md");
        }

        assertThat(stored(data))
                .containsExactly(TextHash.of(UploadingProcess.text()).value());
        assertThat(StoredDocuments.chunks(data)).isEqualTo(undisturbed());
    }

    private static void uploadUntilKilled(Path data) throws IOException, InterruptedException {
        var awaited = new HashSet<>(Set.of(UploadingProcess.HALF_IS_HERE, "Chunked"));
        try (var child = ChildProcess.start(UploadingProcess.class, List.of(data.toString()), SMALL_CHUNKS)) {
            while (!awaited.isEmpty()) {
                var line = child.line();
                assertThat(line).as(child.err()).isPresent();
                awaited.remove(line.get());
            }
            child.killAfter(0);
        }
    }

    private List<String> undisturbed() throws Exception {
        var data = folder.resolve("undisturbed");
        try (var platform = AgentPlatform.open(TestSettings.in(data, SMALL_CHUNKS))) {
            var documents = platform.documents();
            documents.createCollection(Caller.LOCAL_OWNER, UploadingProcess.COLLECTION, Optional.empty());
            var text = UploadingProcess.text().getBytes(UTF_8);
            documents.upload(
                    Caller.LOCAL_OWNER, UploadingProcess.COLLECTION, "large.md", new ByteArrayInputStream(text));
            platform.ingestInBackground();
            platform.ingestInBackground();
            takenIn(platform, "large.md");
        }
        return StoredDocuments.chunks(data);
    }

    private static Document takenIn(AgentPlatform platform, String name) {
        var document = platform.documents().documents(Caller.LOCAL_OWNER, UploadingProcess.COLLECTION).stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow();
        platform.documents().follow(Caller.LOCAL_OWNER, document.id(), change -> {});
        return platform.documents().document(Caller.LOCAL_OWNER, document.id());
    }

    private static List<String> stored(Path data) throws IOException {
        try (var files = Files.list(data.resolve("files"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
