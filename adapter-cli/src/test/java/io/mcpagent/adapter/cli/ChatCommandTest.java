package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.agent.UnusableAgent;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatCommandTest extends CliTest {
    private static final String GUIDE = "# Battery\n\nThe battery lasts nine hours.\n";

    @Test
    void answersOneQuestionAfterTheOtherInOneSession() {
        file("guide.md", GUIDE);

        var printed = typing("How long does the battery last?\n/sources\nbattery?\n/session\n");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out()).startsWith("""
                        The battery lasts nine hours. [1]
                        [1] guide.md, line 3
                        [1] guide.md, line 3
                            “The battery lasts nine hours.”
                        The battery lasts nine hours. [1]
                        [1] guide.md, line 3
                        """);
        var session = printed.out().lines().toList().getLast();
        var messages = run("sessions", "show", "--json", session).outJson();
        assertThat(messages)
                .extracting(message -> message.get("role").asText())
                .containsExactly("user", "assistant", "user", "assistant");
    }

    @Test
    void aLineThatEndsWithABackslashGoesOn() {
        file("guide.md", GUIDE);

        var session = typing("How long does \\\nthe battery last?\n/session\n")
                .out()
                .lines()
                .toList()
                .getLast();

        assertThat(run("sessions", "show", "--json", session)
                        .outJson()
                        .getFirst()
                        .get("text")
                        .asText())
                .isEqualTo("How long does \nthe battery last?");
    }

    @Test
    void aForkIsAnotherSessionAndSoIsANewOne() {
        file("guide.md", GUIDE);

        typing("battery?\n/fork\nnine?\n/new\nhours?\n");

        assertThat(run("sessions", "list", "--json").outJson()).hasSize(3);
    }

    @Test
    void whatFailsDoesNotEndIt() {
        host = new InMemoryHost(ScriptedLlm.silent()
                .thenFails("", new UpstreamFailure("model_overloaded", "Busy. Try again.", true))
                .thenSays("Nine hours. [1]"));
        file("guide.md", GUIDE);

        var printed = typing("battery?\n/nonsense\n/agent nobody\nbattery?\n/exit\nnever asked?\n");

        assertThat(printed.err())
                .contains("Busy. Try again.", "There is no /nonsense", "There is no agent named nobody");
        assertThat(printed.out()).startsWith("Nine hours. [1]\n").doesNotContain("never");
    }

    @Test
    void listsAndChoosesAgents() {
        file("guide.md", GUIDE);
        var printed = typing("/agent\n/agent assistant\n/agent\n");

        assertThat(printed.out()).contains("  assistant  Answers questions", "* assistant  Answers questions");
    }

    @Test
    void foreignSignsInAnAnswerDoNothingToTheTerminal() {
        host = new InMemoryHost(ScriptedLlm.silent().thenSays("red \u001b[31m alarm\u0007"));
        file("guide.md", GUIDE);
        assertThat(typing("battery?\n").out())
                .doesNotContain("\u001b", "\u0007")
                .contains("alarm");
    }

    @Test
    void printsEventsAsJson() {
        file("guide.md", GUIDE);

        var lines = typing("battery?\n", "chat", "--json", "--docs", DOCS.toString())
                .outJson();

        assertThat(lines.getLast().get("event").asText()).isEqualTo("answer.completed");
    }

    @Test
    void refusesASessionThatThereIsNot() {
        assertThat(typing("", "chat", "--session", "00000000-0000-7000-8000-000000000000")
                        .exitCode())
                .isEqualTo(ExitCode.FAILED);
        assertThat(typing("", "chat", "--session", "nonsense").err()).contains("no id of a session");
    }

    @Test
    void whoIsToAnswerIsLookedForBeforeAnythingIsTyped() {
        var unknown = typing("battery?\n", "chat", "--json", "--agent", "nobody");

        assertThat(unknown.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(unknown.err()).contains("agent_not_found", "There is no agent named nobody");
        host.brokenAgents.add(new UnusableAgent("clerk", List.of("clerk.yaml:2: there is no `colour`")));
        var broken = typing("battery?\n", "chat", "--json", "--agent", "clerk");
        assertThat(broken.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(broken.err()).contains("agent_invalid", "clerk.yaml:2");
        assertThat(typing("battery?\n", "chat", "--model", "elsewhere/x").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("sessions", "list", "--json").outJson()).isEmpty();
    }

    private Printed typing(String lines) {
        return typing(lines, "chat", "--docs", DOCS.toString());
    }

    private Printed typing(String lines, String... args) {
        stdin = lines;
        return run(args);
    }
}
