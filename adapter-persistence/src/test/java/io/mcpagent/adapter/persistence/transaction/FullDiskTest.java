package io.mcpagent.adapter.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.adapter.persistence.document.SqlDocumentRepository;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.testkit.document.SampleDocuments;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SQLite's limit of pages stands for a full disk: it answers SQLITE_FULL to both. */
class FullDiskTest extends SqliteInstallation {
    private static final int ROOM = 20;
    private static final int PAGES_OF_A_LARGE_DISK = 1_000_000;

    @Test
    void keepsNothingHalfAndWorksOnWhenThereIsRoomAgain() {
        var collection = SampleDocuments.collection(ids(), "manuals");
        var document = SampleDocuments.queued(ids(), collection.id(), "a.md");
        transactions().write(() -> {
            collections().save(collection);
            documents().save(List.of(document));
        });
        try (var database = Database.sqlite(directory().resolve("mcp-agent.db"))) {
            var documents = new SqlDocumentRepository(database);
            limitPages(database, pages(database) + ROOM);

            var large = large(document, 5_000);
            assertThatThrownBy(() -> documents.replaceChunks(document.id(), SampleDocuments.chunks(document, large)))
                    .isInstanceOfSatisfying(UpstreamFailure.class, failure -> {
                        assertThat(failure.code()).isEqualTo("disk_full");
                        assertThat(failure).hasMessageContaining("mcp-agent.db");
                    });

            assertThat(documents.chunks(document.id())).isEmpty();
            assertThat(documents.find(Set.of(document.id()))).containsExactly(document);
            limitPages(database, PAGES_OF_A_LARGE_DISK);
            documents.replaceChunks(document.id(), SampleDocuments.chunks(document, large));
            assertThat(documents.chunks(document.id())).hasSize(5_000);
        }
    }

    private static String[] large(Document document, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> document.name() + " " + i)
                .toArray(String[]::new);
    }

    private static int pages(Database database) {
        return database.read(session -> session.first("PRAGMA page_count", row -> row.getInt(1)))
                .orElseThrow();
    }

    private static void limitPages(Database database, int pages) {
        var limit = database.write(session -> session.first("PRAGMA max_page_count = " + pages, row -> row.getInt(1)));
        assertThat(limit).contains(pages);
    }
}
