package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpagent.application.llm.ExtractiveLlm;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AskCommandTest extends CliTest {
    @Test
    void aModelThatThereIsNotIsWrongUsageAndNothingIsTakenIn() {
        file("guide.md", "The battery lasts nine hours.");

        var printed = run("ask", "--json", "--docs", DOCS.toString(), "--model", "elsewhere/x", "battery?");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(printed.err()).contains("model_provider_unknown", "elsewhere/x");
        assertThat(run("collections", "list", "--json").outJson()).isEmpty();
        assertThat(run("sessions", "list", "--json").outJson()).isEmpty();
    }

    private static final String GUIDE = "# Battery\n\nThe battery lasts nine hours.\n";

    @Test
    void printsTheAnswerAndBelowItItsSources() {
        file("guide.md", GUIDE);

        var printed = run("ask", "--docs", DOCS.toString(), "How", "long", "does", "the", "battery", "last?");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out()).isEqualTo("""
                        The battery lasts nine hours. [1]

                        Sources
                        [1] guide.md, line 3
                            “The battery lasts nine hours.”
                        """);
        assertThat(printed.err()).isEqualTo("""
                        docs: 1 file taken in, 0 unchanged, 0 deleted; 1 chunk can be found
                        %s
                        """.formatted(InMemoryHost.NOTICE));
        assertThat(host.closed).isEqualTo(1);
    }

    @Test
    void saysNothingOfFilesThatHaveNotChanged() {
        file("guide.md", GUIDE);
        run("ingest", DOCS.toString());

        assertThat(run("ask", "--docs", DOCS.toString(), "battery").err()).isEqualTo(InMemoryHost.NOTICE + "\n");
    }

    @Test
    void printsEachEventOfTheRunAsJsonAndTheAnswerLast() {
        file("guide.md", GUIDE);

        var lines = run("ask", "--json", "--docs", DOCS.toString(), "battery").outJson();

        assertThat(lines.stream().map(line -> line.get("event").asText()))
                .containsExactly(
                        "run.started",
                        "agent.selected",
                        "passages.retrieved",
                        "run.tainted",
                        "model.called",
                        "model.replied",
                        "answer.completed");
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.path("run_id").asText())
                        .isEqualTo(lines.getFirst().path("run_id").asText())
                        .isNotBlank());
        var answer = lines.getLast();
        assertThat(answer.get("answer").asText()).isEqualTo("The battery lasts nine hours. [1]");
        assertThat(answer.get("answered").asBoolean()).isTrue();
        assertThat(answer.get("session_id").asText()).isNotBlank();
        assertThat(answer.get("usage").fieldNames()).toIterable().containsExactly("input_tokens", "output_tokens");
        JsonNode citation = answer.get("citations").get(0);
        assertThat(citation.get("document").asText()).isEqualTo("guide.md");
        assertThat(citation.get("location").asText()).isEqualTo("line 3");
        assertThat(citation.get("quote").asText()).isEqualTo("The battery lasts nine hours.");
        assertThat(citation.get("score").isNumber()).isTrue();
    }

    @Test
    void keepsStandardErrorJsonTooWhereJsonIsWanted() {
        file("guide.md", GUIDE);
        file("broken.corrupt", "x");

        var printed = run("ask", "--json", "--docs", DOCS.toString(), "battery");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.SOME_FILES_FAILED);
        assertThat(printed.errJson()
                        .getFirst()
                        .get("failed")
                        .get(0)
                        .get("document")
                        .asText())
                .isEqualTo("broken.corrupt");
        assertThat(printed.errJson().getLast().get("notice").asText()).isEqualTo(InMemoryHost.NOTICE);
    }

    @Test
    void anUnansweredQuestionIsDoneAndCitesNothing() {
        host = new InMemoryHost(ScriptedLlm.answering(request -> "I found nothing."));
        file("guide.md", GUIDE);

        var answer = run("ask", "--json", "--docs", DOCS.toString(), "Who won?");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.outJson().getLast().get("answered").asBoolean()).isFalse();
        assertThat(answer.outJson().getLast().get("citations")).isEmpty();
        assertThat(run("ask", "Who won?").out()).isEqualTo("I found nothing.\n");
    }

    @Test
    void answersWithAFileThatFailedAndSaysSo() {
        file("guide.md", GUIDE);
        file("broken.corrupt", "x");

        var printed = run("ask", "--docs", DOCS.toString(), "battery");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.SOME_FILES_FAILED);
        assertThat(printed.out()).startsWith("The battery lasts nine hours.");
        assertThat(printed.err()).contains("failed broken.corrupt: It is damaged.");
    }

    @Test
    void anEmptyFileIsToldOnceAndNothingWrong() {
        file("guide.md", GUIDE);
        run("ask", "--docs", DOCS.toString(), "battery");
        file("empty.md", "");

        var first = run("ask", "--docs", DOCS.toString(), "battery");
        var second = run("ask", "--docs", DOCS.toString(), "battery");

        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).contains("skipped empty.md: It is empty.");
        assertThat(second.exitCode()).isZero();
        assertThat(second.err()).doesNotContain("empty.md");
    }

    @Test
    void saysHowManyDocumentsStillWaitAndHowToGoOn() {
        file("guide.md", GUIDE);
        file("left.md", "Left behind.");
        run("ingest", DOCS.toString());
        host.leaveQueued("left.md");

        var waiting = "docs: 1 document is not taken in yet, and not searched; go on with: mcp-agent ingest " + DOCS;
        assertThat(run("ask", "battery").err()).contains(waiting);
        assertThat(run("search", "battery").err()).contains(waiting);
        run("ingest", DOCS.toString());
        assertThat(run("ask", "battery").err()).isEqualTo(InMemoryHost.NOTICE + "\n");
    }

    @Test
    void numbersTheSourcesAsTheyComeUp() {
        host = new InMemoryHost(ScriptedLlm.answering(
                request -> "The lamp glows red. [2] Nothing. [9] The battery lasts nine hours. [1]"));
        file("guide.md", GUIDE);
        file("lamp.md", "The battery lamp glows red.");

        var printed = run("ask", "--docs", DOCS.toString(), "How long does the battery last?");

        assertThat(printed.out())
                .startsWith("The lamp glows red. [1] Nothing. (9) The battery lasts nine hours. [2]\n")
                .containsSubsequence("[1] lamp.md, line 1", "[2] guide.md, line 3");
    }

    @Test
    void asksTheGivenPathsAlone() {
        file("guide.md", GUIDE);
        host.files.put(DOCS.resolveSibling("other"), "other.md", "The battery of the other lasts a week.");
        run("ingest", DOCS.resolveSibling("other").toString());

        var printed = run("ask", "--docs", DOCS.toString(), "--json", "other battery week");

        assertThat(printed.out()).contains("guide.md").doesNotContain("other.md");
    }

    @Test
    void answersFromTheOtherPathsWhenOneIsMissing() {
        file("guide.md", GUIDE);

        var printed = run("ask", "--docs", DOCS.toString(), "--docs", "/no-such-root/nothing", "battery");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.SOME_FILES_FAILED);
        assertThat(printed.out()).startsWith("The battery");
        assertThat(printed.err()).contains("mcp-agent: There is no file or folder /no-such-root/nothing.");
    }

    @Test
    void failsWhenNoGivenPathIsThere() {
        var printed = run("ask", "--docs", "/no-such-root/nothing", "battery");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).contains("/no-such-root/nothing");
    }

    @Test
    void saysHowToPruneWhenAFolderIsGone() {
        file("guide.md", GUIDE);
        run("ingest", DOCS.toString());
        host.files.removeRoot(DOCS);

        assertThat(run("ask", "--docs", DOCS.toString(), "battery").err()).contains("mcp-agent ingest --prune " + DOCS);
    }

    @Test
    void anAgentAnswersWithoutDocuments() {
        host = new InMemoryHost(ScriptedLlm.answering(request -> "It is noon."));

        var printed = run("ask", "What time is it?");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out()).isEqualTo("It is noon.\n");
    }

    @Test
    void saysHowToIngestWhenNothingIs() {
        host = new InMemoryHost(ScriptedLlm.answering(request -> ExtractiveLlm.NOTHING_FOUND));

        var printed = run("ask", "anything");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(printed.err()).contains("mcp-agent ingest PATH").contains("ask --docs PATH QUESTION");
    }

    @Test
    void readsTheQuestionFromStandardInput() {
        file("guide.md", GUIDE);
        stdin = "How long does the\nbattery last?\n";

        var printed = run("ask", "--json", "--docs", DOCS.toString(), "-");

        assertThat(printed.outJson().getFirst().get("question").asText()).isEqualTo("How long does the\nbattery last?");
    }

    @Test
    void refusesAnEmptyQuestionAsWrongUsage() {
        assertThat(run("ask", "  ").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("ask", "-").err()).contains("The question is empty");
        assertThat(run("ask").err()).contains("QUESTION");
        assertThat(host.opened).isEmpty();
    }

    @Test
    void refusesAHugeQuestionAsWrongUsage() {
        var printed = run("ask", "--json", "x".repeat(100_000));
        stdin = "y".repeat(3_000_000);

        assertThat(printed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(printed.errJson().getFirst().get("error").get("code").asText())
                .isEqualTo("question_too_long");
        assertThat(run("ask", "-").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(host.opened).isEmpty();
    }

    @Test
    void takesAQuestionThatLooksLikeAnOptionBehindTwoDashes() {
        file("guide.md", GUIDE);

        var printed = run("--json", "ask", "--docs", DOCS.toString(), "--", "--json", "@what");

        assertThat(printed.outJson().getFirst().get("question").asText()).isEqualTo("--json @what");
    }

    @Test
    void aRunThatFailsIsToldAndFails() {
        host = new InMemoryHost(
                ScriptedLlm.silent().thenFails("", new UpstreamFailure("model_away", "The model is away.", true)));
        file("guide.md", GUIDE);

        var printed = run("ask", "--json", "--docs", DOCS.toString(), "battery");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(printed.outJson().getLast().get("event").asText()).isEqualTo("run.failed");
        assertThat(printed.err()).contains("{\"error\":{\"code\":\"model_away\",\"message\":\"The model is away.\"}}");
    }

    @Test
    void anInterruptCancelsTheRunAndStillClosesThePlatform() {
        var asking = Thread.currentThread();
        host = new InMemoryHost(ScriptedLlm.answering(request -> {
            asking.interrupt();
            return untilInterrupted();
        }));
        file("guide.md", GUIDE);

        var printed = run("ask", "--docs", DOCS.toString(), "battery");

        assertThat(printed.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).contains("mcp-agent: interrupted").doesNotContain("Exception");
        assertThat(host.closed).isEqualTo(1);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(run("runs", "list", "--json")
                        .outJson()
                        .getFirst()
                        .get("status")
                        .asText())
                .isEqualTo("cancelled");
    }

    private static String untilInterrupted() {
        try {
            new CountDownLatch(1).await();
            return "";
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run is cancelled");
        }
    }
}
