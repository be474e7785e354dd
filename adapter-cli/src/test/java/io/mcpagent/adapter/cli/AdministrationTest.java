package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdministrationTest extends CliTest {
    @Test
    void listsDocumentsWithStateAndReason() {
        file("a.md", "Alpha.");
        file("b.corrupt", "x");
        run("ingest", DOCS.toString());

        assertThat(run("documents", "list").out()).isEqualTo("""
                        ready   docs  a.md (1 chunk)
                        failed  docs  b.corrupt: It is damaged. Replace it with a whole copy.
                        """);
        var lines = run("documents", "list", "--json", "--collection", "docs").outJson();
        assertThat(lines.getFirst().get("state").asText()).isEqualTo("ready");
        assertThat(lines.getFirst().get("chunks").asInt()).isEqualTo(1);
        assertThat(lines.getLast().get("document").asText()).isEqualTo("b.corrupt");
        assertThat(lines.getLast().get("stage").asText()).isEqualTo("extract");
        assertThat(lines.getLast().get("reason").asText()).startsWith("It is damaged.");
    }

    @Test
    void columnsAreAsWideAsTheirWidestCellAndTheLastIsFolded() {
        file("a.md", "Alpha.");
        file("b.corrupt", "x");
        var other = DOCS.resolveSibling("other-documents");
        host.files.put(other, "c.md", "Gamma.");
        run("ingest", DOCS.toString(), other.toString());

        assertThat(run(new Terminal(true, true, true, false, 60), "documents", "list")
                        .out())
                .isEqualTo("""
                        ready   docs             a.md (1 chunk)
                        failed  docs             b.corrupt: It is damaged. Replace
                                                 it with a whole copy.
                        ready   other-documents  c.md (1 chunk)
                        """);
        assertThat(run("collections", "list").out()).isEqualTo("""
                        docs             en  2 documents  1 chunk, 1 failed  %s
                        other-documents  en  1 document   1 chunk            %s
                        """.formatted(DOCS, other));
    }

    @Test
    void forgetsADocument() {
        file("a.md", "Alpha.");
        run("ingest", DOCS.toString());

        assertThat(run("documents", "delete", "a.md").exitCode()).isZero();

        assertThat(run("documents", "list").out()).isEmpty();
        assertThat(run("documents", "delete", "a.md").exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void asksWhichDocumentIsMeantWhereSeveralHaveTheName() {
        var other = DOCS.resolveSibling("other");
        file("a.md", "Alpha.");
        host.files.put(other, "a.md", "Alpha.");
        run("ingest", DOCS.toString(), other.toString());

        assertThat(run("documents", "delete", "a.md").err())
                .contains("docs, other")
                .contains("--collection");
        assertThat(run("documents", "delete", "--collection", "other", "a.md").exitCode())
                .isZero();
        assertThat(run("documents", "list").out()).isEqualTo("ready  docs  a.md (1 chunk)\n");
    }

    @Test
    void listsAndForgetsCollections() {
        file("a.md", "Alpha.");
        file("b.corrupt", "x");
        run("ingest", DOCS.toString());

        assertThat(run("collections", "list").out())
                .isEqualTo("docs  en  2 documents  1 chunk, 1 failed  " + DOCS + "\n");
        var line = run("collections", "list", "--json").outJson().getFirst();
        assertThat(line.get("root").asText()).isEqualTo(DOCS.toString());
        assertThat(line.get("failed").asInt()).isEqualTo(1);

        assertThat(run("collections", "delete", "docs").exitCode()).isZero();
        assertThat(run("collections", "list").out()).isEmpty();
        assertThat(run("collections", "delete", "docs").exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void makesACollectionForUploads() {
        assertThat(run("collections", "create", "papers").exitCode()).isZero();
        var line = run("collections", "create", "--json", "Akten", "--language", "de")
                .outJson()
                .getFirst();

        assertThat(line.get("collection").asText()).isEqualTo("Akten");
        assertThat(line.get("language").asText()).isEqualTo("de");
        assertThat(line.has("root")).isFalse();
        assertThat(run("collections", "list").out()).isEqualTo("""
                        Akten   de  0 documents  0 chunks  (uploads)
                        papers  en  0 documents  0 chunks  (uploads)
                        """);
        assertThat(run("collections", "create", "papers").err()).contains("papers");
        assertThat(run("collections", "create", "papers").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run("collections", "create", "a\tb").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run("collections", "create", "..").err()).contains("neither . nor ..");
        var wrong = run("collections", "create", "more", "--language", "ger");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err()).contains("the language ger is written de");
        assertThat(run("collections", "create").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void makesTheIndexAnew() {
        assertThat(run("collections", "reindex").out()).isEqualTo("The index holds 7 documents.\n");
        assertThat(run("collections", "reindex", "--json")
                        .outJson()
                        .getFirst()
                        .get("documents")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void theDoctorEndsWithAFailureWhenSomethingIsWrong() {
        host.findings = List.of(
                new CliHost.Finding("model", true, "bge-small-en-v1.5"),
                new CliHost.Finding("data directory", false, "/data can't be written; change its owner"));

        var printed = run("doctor");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(printed.out()).isEqualTo("""
                        ok     model: bge-small-en-v1.5
                        WRONG  data directory: /data can't be written; change its owner
                        """);
        assertThat(run("doctor", "--json").outJson().getLast().get("ok").asBoolean())
                .isFalse();
        host.findings = host.findings.subList(0, 1);
        assertThat(run("doctor").exitCode()).isZero();
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("version").out()).startsWith("mcp-agent 1.2.3 (Java ");
        assertThat(run("--version").out()).isEqualTo(run("version").out());
        assertThat(run("version", "--json").outJson().getFirst().get("version").asText())
                .isEqualTo("1.2.3");
    }
}
