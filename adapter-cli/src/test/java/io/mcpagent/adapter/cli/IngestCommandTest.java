package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestCommandTest extends CliTest {
    private static final String NO_TEXT = "\0\0";

    @TempDir
    private Path folder;

    @Test
    void saysWhatWasTakenIn() {
        file("a.md", "Alpha beta gamma.");
        file("b.corrupt", "x");
        file("c.png", NO_TEXT);

        var printed = run("ingest", DOCS.toString());

        assertThat(printed.exitCode()).isEqualTo(ExitCode.SOME_FILES_FAILED);
        assertThat(printed.out())
                .contains("docs: ")
                .contains("1 chunk can be found")
                .contains("  skipped c.png: It is not text.")
                .contains("  failed b.corrupt: It is damaged.");
        assertThat(printed.err()).isEmpty();
    }

    @Test
    void countsManySkippedFilesAndNamesThemOnDemand() {
        for (var i = 0; i < 6; i++) file(i + ".png", NO_TEXT);

        assertThat(run("ingest", DOCS.toString()).out())
                .contains("skipped 6 files")
                .doesNotContain("3.png");
        assertThat(run("ingest", "--debug", DOCS.toString()).out()).contains("skipped 3.png");
    }

    @Test
    void printsOneObjectForEachPath() {
        file("a.md", "Alpha beta gamma.");
        file("b.corrupt", "x");
        file("c.png", NO_TEXT);
        host.files.put(DOCS.resolveSibling("other"), "d.md", "Delta.");

        var lines = run(
                        "ingest",
                        "--json",
                        DOCS.toString(),
                        DOCS.resolveSibling("other").toString())
                .outJson();

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().fieldNames())
                .toIterable()
                .containsExactly("collection", "ingested", "unchanged", "deleted", "chunks", "skipped", "failed");
        assertThat(lines.getFirst().get("failed").get(0).get("document").asText())
                .isEqualTo("b.corrupt");
        assertThat(lines.getFirst().get("skipped").get(0).get("reason").asText())
                .isNotBlank();
        assertThat(lines.getLast().get("collection").asText()).isEqualTo("other");
    }

    @Test
    void aFileThatWasNamedAndSkippedHasFailed() throws IOException {
        var picture = Files.writeString(folder.resolve("picture.png"), NO_TEXT).toRealPath();
        host.files.put(picture, "picture.png", NO_TEXT);

        var printed = run("ingest", "--json", picture.toString());

        assertThat(printed.exitCode()).isEqualTo(ExitCode.SOME_FILES_FAILED);
        assertThat(printed.outJson().getFirst().get("failed")).hasSize(1);
        assertThat(printed.outJson().getFirst().get("skipped")).isEmpty();
    }

    @Test
    void aFolderIsTheSameOneThroughALink() throws IOException {
        var real = Files.createDirectory(folder.resolve("real")).toRealPath();
        var link = Files.createSymbolicLink(folder.resolve("link"), real);
        host.files.put(real, "a.md", "Alpha.");
        run("ingest", real.toString());

        var again = run("ingest", "--json", link + "/../link/.");

        assertThat(again.outJson().getFirst().get("collection").asText()).isEqualTo("real");
        assertThat(again.outJson().getFirst().get("unchanged").asInt()).isEqualTo(1);
    }

    @Test
    void refusesWhatCanNotBeMeant() {
        assertThat(run("ingest").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("ingest", "--collection", "c", "/a", "/b").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("ingest", "--collection", " ", "/a").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("ingest", "--language", "English", "/a").err()).contains("two or three lower-case letters");
        assertThat(host.opened).isEmpty();
    }

    @Test
    void whatMostlyVanishedNeedsToBeMeant() {
        file("a.md", "Alpha.");
        run("ingest", "--collection", "manuals", "--language", "de", DOCS.toString());
        host.files.removeRoot(DOCS);

        assertThat(run("ingest", DOCS.toString()).exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run("ingest", "--json", "--prune", DOCS.toString())
                        .outJson()
                        .getFirst()
                        .get("deleted")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void optionsForAllGoBeforeOrAfterTheCommand() {
        file("a.md", "Alpha.");

        run("--data-dir", "/no-such-root/d", "--debug", "ingest", DOCS.toString());
        run("ingest", DOCS.toString(), "--data-dir", "/no-such-root/x/../d", "--debug");

        assertThat(host.opened).hasSize(2).allSatisfy(options -> {
            assertThat(options.dataDirectory()).contains(Path.of("/no-such-root/d"));
            assertThat(options.debug()).isTrue();
        });
    }
}
