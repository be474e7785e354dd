package io.mcpagent.adapter.persistence.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.AgentRepository;
import io.mcpagent.domain.agent.UnusableAgent;
import io.mcpagent.testkit.agent.AgentRepositoryContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlAgentRepositoryTest implements AgentRepositoryContract {
    @TempDir
    Path folder;

    @Override
    public AgentRepository agents(List<Agent> defined) {
        defined.forEach(agent -> write(agent.name().value() + ".yaml", yaml(agent)));
        return new YamlAgentRepository(folder);
    }

    @Override
    public AgentRepository agentsAndABrokenOne(List<Agent> defined, AgentName broken) {
        write(broken.value() + ".yaml", "colour: red\n");
        return agents(defined);
    }

    @Test
    void instructionsAreEnough() {
        write("brief.yaml", "instructions: Be brief.\n");

        assertThat(new YamlAgentRepository(folder).all()).singleElement().satisfies(agent -> {
            assertThat(agent.instructions()).isEqualTo("Be brief.");
            assertThat(agent.limits()).isEqualTo(AgentLimits.DEFAULT);
            assertThat(agent.tools()).isEmpty();
            assertThat(agent.model()).isEmpty();
        });
    }

    @Test
    void aFileThatWasReadLongAfterItsLastChangeIsReadAgainWhenItChanges() throws IOException {
        var file = write("brief.yaml", "instructions: Be brief.\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        var agents = new YamlAgentRepository(folder);
        var before = agents.all().getFirst();
        assertThat(agents.all().getFirst()).isEqualTo(before);
        write("brief.yaml", "instructions: Be short.\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(2_000));

        assertThat(agents.all().getFirst().instructions()).isEqualTo("Be short.");
    }

    @Test
    void aChangeCountsFromTheNextCallOnUnderAnotherVersion() throws IOException {
        var file = write("brief.yaml", "instructions: Be brief.\n");
        var agents = new YamlAgentRepository(folder);
        var before = agents.all().getFirst();
        write("brief.yaml", "instructions: Be long.\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(before.version() + 1000));

        var after = agents.all().getFirst();

        assertThat(after.instructions()).isEqualTo("Be long.");
        assertThat(after.version()).isGreaterThan(before.version());
    }

    @Test
    void tellsEveryProblemOfEveryFileWithItsLine() {
        write("No Name.yaml", "instructions: x\n");
        write(
                "bad.yaml",
                "instructions: x\ncolour: red\nmodel: gpt\ntools: calculator\nmax-steps: 0\nmax-seconds: soon\n");
        write("twice.yaml", "instructions: x\ninstructions: y\n");
        write("none.yaml", "description: nothing to do\n");
        write("empty.yaml", "");
        write("list.yaml", "- a\n");
        write("broken.yaml", "instructions: [\n");

        var agents = new YamlAgentRepository(folder);

        assertThat(agents.all()).isEmpty();
        assertThat(agents.unusable())
                .extracting(UnusableAgent::name)
                .containsExactly("No Name", "bad", "broken", "empty", "list", "none", "twice");
        assertThat(problems(agents))
                .contains("No Name.yaml: An agent's name has")
                .contains("bad.yaml:2: there is no `colour`; there is access, collections, description")
                .contains("none.yaml: `instructions` are missing")
                .contains("twice.yaml:")
                .contains("empty.yaml: lines such as")
                .contains("list.yaml: lines such as")
                .contains("broken.yaml:2: not YAML");
    }

    @Test
    void tellsWhichValuesAreWrong() {
        write(
                "bad.yaml",
                "instructions: x\nmodel: gpt\ntools: calculator\nmax-steps: 0\nmax-seconds: soon\naccess: me\n");

        assertThat(problems(new YamlAgentRepository(folder)))
                .contains("bad.yaml:2: `model` is given as PROVIDER/MODEL")
                .contains("bad.yaml:3: `tools` takes a list")
                .contains("bad.yaml:4: `max-steps` takes a whole number from 1 to 1000")
                .contains("bad.yaml:5: `max-seconds` takes a whole number")
                .contains("bad.yaml:6: `access` is everyone or granted");
    }

    @Test
    void otherFilesAreNoAgents() {
        write("README.md", "# Agents");
        write("old.yaml.bak", "instructions: x");

        assertThat(new YamlAgentRepository(folder).all()).isEmpty();
        assertThat(new YamlAgentRepository(folder.resolve("nowhere")).all()).isEmpty();
    }

    private static String problems(YamlAgentRepository agents) {
        return agents.unusable().stream()
                .flatMap(agent -> agent.problems().stream())
                .collect(Collectors.joining("\n"));
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String yaml(Agent agent) {
        return """
               description: "%s"
               instructions: "%s"
               model: %s
               tools: %s
               collections: %s
               keywords: %s
               max-steps: %d
               max-seconds: %d
               owner: %s
               access: %s
               """.formatted(
                        agent.description(),
                        agent.instructions().replace("\n", "\\n"),
                        agent.model().orElseThrow(),
                        agent.tools(),
                        agent.collections().stream().collect(Collectors.joining(", ", "[", "]")),
                        agent.keywords(),
                        agent.limits().steps(),
                        agent.limits().time().toSeconds(),
                        agent.audience().owner().orElseThrow().value(),
                        AgentDump.word(agent.audience().access()));
    }
}
