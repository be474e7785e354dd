package io.mcpagent.bootstrap.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.retrieval.SearchMode;
import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.bootstrap.AgentPlatform;
import io.mcpagent.bootstrap.ChildProcess;
import io.mcpagent.bootstrap.TestSettings;
import io.mcpagent.domain.access.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that takes a folder in, killed at random points, over and over. */
class KilledIngestionTest {
    private static final int KILLS = 20;
    private static final long SEED = 20_261_124;
    /** Many small chunks, so that the index is committed several times. */
    private static final String SMALL_CHUNKS = "MCP_AGENT_INGESTION_CHUNK_TOKENS=32";

    private static final long MOST_DELAY_MICROS = 60_000;
    private static final int WITHIN_THE_LAST_COMMIT = -1;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<StoredDocuments.Progress> kills = new ArrayList<>();

    @Test
    void endsLikeOneThatNothingDisturbed() throws Exception {
        var files = folder.resolve("files");
        GeneratedCorpus.write(files, SEED);
        var undisturbed = folder.resolve("undisturbed");
        var events = ingest(undisturbed, files);
        var expected = StoredDocuments.chunks(undisturbed);
        assertThat(expected).hasSizeGreaterThan(600).noneMatch(row -> row.contains("null"));

        for (var round = 0; kills.size() < KILLS; round++) {
            var disturbed = folder.resolve("disturbed" + round);
            while (isKilled(disturbed, files, events)) kills.add(StoredDocuments.progress(disturbed));
            assertThat(StoredDocuments.chunks(disturbed)).isEqualTo(expected);
            assertThat(indexed(disturbed)).containsExactlyInAnyOrderElementsOf(indexed(undisturbed));
        }

        assertThat(kills.stream().filter(StoredDocuments.Progress::partlyDone))
                .as("kills with the work partly done, of %s", kills)
                .hasSizeGreaterThanOrEqualTo(KILLS / 2);
        assertThat(kills.stream().filter(StoredDocuments.Progress::between2Commits))
                .as("kills between two commits of the index, of %s", kills)
                .isNotEmpty();
    }

    /** To its end; how often it said how far it was. */
    private static int ingest(Path data, Path files) throws IOException, InterruptedException {
        try (var child = start(data, files)) {
            var events = 0;
            for (var line = child.line(); line.isPresent(); line = child.line()) events++;
            assertThat(child.exitCode()).as(child.err()).isZero();
            return events;
        }
    }

    /** False when it was through before the kill came: less may be left to do than it is let do. */
    private boolean isKilled(Path data, Path files, int events) throws IOException, InterruptedException {
        var moment = moment(events);
        try (var child = start(data, files)) {
            if (isReached(child, moment)) child.killAfter(random.nextLong(MOST_DELAY_MICROS));
            var code = child.exitCode();
            assertThat(code).as(child.err()).isIn(0, 128 + 9);
            return code != 0;
        }
    }

    /** After so many signs of progress, or, one in four, within the last commit, which follows the last of them. */
    private int moment(int events) {
        return random.nextInt(4) == 0 ? WITHIN_THE_LAST_COMMIT : 1 + random.nextInt(events);
    }

    private static boolean isReached(ChildProcess child, int moment) throws IOException {
        var seen = 0;
        for (var line = child.line(); line.isPresent(); line = child.line()) {
            if (isLast(line.get())) return moment == WITHIN_THE_LAST_COMMIT;
            if (++seen == moment) return true;
        }
        return false;
    }

    private static boolean isLast(String line) {
        var words = line.split(" ", -1);
        return words.length == 2 && words[0].equals(words[1]);
    }

    private static ChildProcess start(Path data, Path files) throws IOException {
        return ChildProcess.start(IngestingProcess.class, List.of(data.toString(), files.toString()), SMALL_CHUNKS);
    }

    /** Everything that the index holds, without the ids, which are made anew each time. */
    private static List<String> indexed(Path data) throws IOException, SQLException {
        try (var platform = AgentPlatform.open(TestSettings.in(data))) {
            var found = new ArrayList<String>();
            for (var mode : List.of(SearchMode.KEYWORD, SearchMode.SEMANTIC)) {
                platform.search()
                        .search(Caller.LOCAL_OWNER, new SearchRequest("harbour lantern", Set.of(), mode, 1_000))
                        .passages()
                        .forEach(passage -> found.add("%s %s %d %d %s %s"
                                .formatted(
                                        mode,
                                        passage.document(),
                                        passage.start(),
                                        passage.end(),
                                        passage.headings(),
                                        passage.text())));
            }
            return found;
        }
    }
}
