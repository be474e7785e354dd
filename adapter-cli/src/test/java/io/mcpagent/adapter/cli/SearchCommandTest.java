package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchCommandTest extends CliTest {
    @BeforeEach
    void ingest() {
        file("battery.md", "# Power\n\nThe battery lasts nine hours.");
        file("screen.md", "The screen is bright.");
        run("ingest", DOCS.toString());
    }

    @Test
    void showsPassagesBestFirst() {
        assertThat(run("search", "battery", "hours", "-k", "1").out()).isEqualTo("""
                        1. battery.md, lines 1-3  (1.000)
                           # Power

                           The battery lasts nine hours.
                        """);
    }

    @Test
    void printsOneObjectForEachPassage() {
        var lines = run("search", "battery", "--json").outJson();

        var first = lines.getFirst();
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly("document_id", "document", "location", "headings", "text", "score", "scores");
        assertThat(first.get("document").asText()).isEqualTo("battery.md");
        assertThat(first.get("location").asText()).isEqualTo("lines 1-3");
        assertThat(first.get("scores").fieldNames()).toIterable().containsExactly("vector", "keyword");
    }

    @Test
    void aHalfThatWasNotAskedHasNoScore() {
        var keyword = run("search", "battery", "--json", "--mode", "keyword").outJson();

        assertThat(keyword).hasSize(1);
        assertThat(keyword.getFirst().get("scores").get("vector").isNull()).isTrue();
        assertThat(keyword.getFirst().get("scores").get("keyword").isNumber()).isTrue();
    }

    @Test
    void explainsItsStages() {
        var lines = run("search", "battery", "--json", "--explain").outJson();

        var stages = lines.getLast().get("stages");
        assertThat(stages.findValuesAsText("name")).containsExactly("embed", "vector", "keyword", "fuse");
        assertThat(stages.get(3).get("top").get(0).fieldNames())
                .toIterable()
                .containsExactly("chunk_id", "document", "score", "scores");
        assertThat(run("search", "battery", "--explain").out())
                .contains("fuse  ")
                .contains("candidate")
                .contains("battery.md, chunk 1\n");
    }

    @Test
    void findingNothingIsDone() {
        var printed = run("search", "--mode", "keyword", "xylophone");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).isEqualTo("Nothing was found.\n");
    }

    @Test
    void refusesWhatCanNotBeMeant() {
        assertThat(run("search", "x", "-k", "0").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("search", "x", "-k", "1001").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("search", "x", "--mode", "psychic").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("search", " ").exitCode()).isEqualTo(ExitCode.USAGE);
        var unknown = run("search", "x", "--collection", "nothing");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(unknown.err()).contains("There is no collection named nothing. There is: docs.");
    }
}
