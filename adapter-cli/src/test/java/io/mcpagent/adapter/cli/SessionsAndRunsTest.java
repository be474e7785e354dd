package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.agent.UnusableAgent;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsAndRunsTest extends CliTest {
    private static final String NOBODYS = "00000000-0000-7000-8000-000000000000";

    private String session = "";
    private String run = "";

    @BeforeEach
    void ask() {
        file("guide.md", "# Battery\n\nThe battery lasts nine hours.\n");
        var answer = run("ask", "--json", "--docs", DOCS.toString(), "How long does the battery last?")
                .outJson()
                .getLast();
        session = answer.get("session_id").asText();
        run = answer.get("run_id").asText();
    }

    @Test
    void aSessionGoesOn() {
        assertThat(run("ask", "--session", session, "battery?").exitCode()).isZero();

        assertThat(run("sessions", "list").out()).startsWith(session).endsWith("How long does the battery last?\n");
        assertThat(run("sessions", "show", session).out()).contains("> How long", "The battery lasts nine hours. [1]");
        assertThat(run("sessions", "show", "--json", session).outJson()).hasSize(4);
    }

    @Test
    void aSessionIsRenamedForkedExportedAndDeleted() {
        run("sessions", "rename", session, "Batteries", "and", "such");
        var fork = run("sessions", "fork", session).out().strip();

        assertThat(run("sessions", "export", fork).out()).isEqualTo("""
                        # Batteries and such

                        ## How long does the battery last?

                        The battery lasts nine hours. [1]

                        - [1] guide.md, line 3: “The battery lasts nine hours.”
                        """);
        assertThat(run("sessions", "delete", session).exitCode()).isZero();
        assertThat(run("sessions", "list").out()).doesNotContain(session).contains(fork);
        assertThat(run("runs", "show", run).exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aRunTellsItsStory() {
        assertThat(run("runs", "list").out()).startsWith(run).contains("completed  How long");
        assertThat(run("runs", "show", run).out()).isEqualTo("""
                        1  0.000 s  run.started         How long does the battery last?
                        2  0.000 s  agent.selected      assistant: no other agent's words are in the question
                        3  0.000 s  passages.retrieved  1 passage: guide.md, lines 1-3
                        4  0.000 s  run.tainted         from here on, text that nobody vouches for: document %s
                        5  0.000 s  model.called        scripted
                        6  0.000 s  model.replied       The battery lasts nine hours. [1]
                        7  0.000 s  answer.completed    1 citation, 13 tokens read, 6 written
                        """.formatted("00000000-0000-7000-8000-000000000002"));
        assertThat(run("runs", "cancel", run).err()).isEqualTo("completed " + run + "\n");
    }

    @Test
    void whatThereIsNotIsSaid() {
        assertThat(run("sessions", "show", NOBODYS).err()).contains("There is no session");
        assertThat(run("runs", "cancel", NOBODYS).err()).contains("There is no run");
        assertThat(run("inbox", "answer", NOBODYS, "--again").err()).contains("No run of yours waits");
        assertThat(run("inbox", "answer", NOBODYS).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("inbox", "answer", NOBODYS).err()).contains("`mcp-agent inbox show " + NOBODYS + "` tells how");
        assertThat(run("inbox", "show", NOBODYS).err()).contains("No run of yours waits");
        for (var answer : List.of("--approve", "--refuse", "--refuse=Not now.", "--visited", "--fill={}"))
            assertThat(run("inbox", "answer", NOBODYS, answer).err()).contains("No run of yours waits");
        assertThat(run("inbox", "answer", NOBODYS, "--approve", "--arguments", "{\"to\": 1}")
                        .err())
                .contains("No run of yours waits");
        assertThat(run("inbox", "answer", NOBODYS, "--fill", "blue").err()).contains("--fill takes a JSON object");
        assertThat(run("inbox", "answer", NOBODYS, "--visited", "--again").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("sessions", "show", "x").err()).contains("\"x\" is no id of a session");
        assertThat(run("inbox", "list").out()).isEmpty();
        assertThat(run("inbox", "list").err()).isEqualTo("Nothing waits for you.\n");
        assertThat(run("inbox", "list", "--json").err()).isEmpty();
        assertThat(run("sessions", "list", "-n", "0").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("runs", "list", "-n", "-1").err()).contains("'-1' is no whole number from 1 on");
        assertThat(run("runs", "list", "-n", "1").exitCode()).isZero();
    }

    @Test
    void aBrokenAgentIsListedWithItsReasonBesideTheOthers() {
        host.brokenAgents.add(new UnusableAgent("clerk", List.of("/data/agents/clerk.yaml:2: there is no `colour`")));

        assertThat(run("agents", "list").out())
                .contains("assistant  default model", "clerk      can't be used", "clerk.yaml:2: there is no `colour`");
        var lines = run("agents", "list", "--json").outJson();
        assertThat(lines.getFirst().get("origin").asText()).isEqualTo("built_in");
        assertThat(lines.getLast().get("problems").get(0).asText()).contains("clerk.yaml:2");
        assertThat(run("ask", "battery?").exitCode()).isZero();
        var asked = run("ask", "--json", "--agent", "clerk", "battery?");
        assertThat(asked.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(asked.err()).contains("agent_invalid", "clerk.yaml:2");
    }

    @Test
    void agentsAndToolsAreListed() {
        assertThat(run("agents", "list").out()).startsWith("assistant  default model  5 tools  built in  Answers");
        assertThat(run("agents", "show", "assistant").out()).contains("instructions", "max_steps");
        assertThat(run("agents", "show", "nobody").err()).contains("There is no agent named nobody");
        assertThat(run("tools", "list").out()).startsWith("current_time  reads  Says");
        assertThat(run("tools", "list", "--json")
                        .outJson()
                        .getFirst()
                        .get("input_schema")
                        .isObject())
                .isTrue();
    }
}
