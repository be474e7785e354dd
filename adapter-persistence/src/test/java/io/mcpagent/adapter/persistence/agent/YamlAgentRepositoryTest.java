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
    void aFolderThatWasReadLongAfterItsLastChangeIsReadAgainWhenItChanges() throws IOException {
        var file = write("brief.yaml", "instructions: Be brief.\n");
        Files.setLastModifiedTime(folder, FileTime.fromMillis(1_000));
        var agents = new YamlAgentRepository(folder);
        assertThat(agents.all()).hasSize(1);
        assertThat(agents.all()).hasSize(1);
        write("long.yaml", "instructions: Be long.\n");
        assertThat(agents.all()).hasSize(2);

        Files.setLastModifiedTime(folder, FileTime.fromMillis(2_000));
        assertThat(agents.all()).hasSize(2);
        Files.delete(file);
        assertThat(agents.all()).extracting(agent -> agent.name().value()).containsExactly("long");
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
    void tellsWhatIsWrongInTheRulesForTools() {
        write("rules.yaml", """
                instructions: x
                tool-rules:
                  - tools: files__*
                    decision: perhaps
                  - decision: deny
                    effects: [explodes]
                  - {tools: "*", decision: deny, colour: red, tainted: maybe, roles: editor}
                  - tools: "*"
                    decision: allow
                    arguments:
                      - {field: path, glob: x}
                      - {field: /path}
                      - {field: /path, regex: "(a"}
                  - allow all
                """);

        assertThat(problems(new YamlAgentRepository(folder)))
                .contains("rules.yaml:4: `perhaps` is none of allow, ask, deny")
                .contains("rules.yaml:5: a rule names its `tools`")
                .contains(
                        "rules.yaml:7: there is no `colour`; there is arguments, decision, effects, roles, tainted, tools")
                .contains("rules.yaml:7: `tainted` is true or false")
                .contains("rules.yaml:7: there is to be a list of viewer, member, editor, admin")
                .contains("rules.yaml:11: a field is named by a JSON Pointer")
                .contains("rules.yaml:12: an argument has its `field`, as in /path, and either a `glob` or a `regex`")
                .contains("rules.yaml:13: \"(a\" is no regular expression")
                .contains("rules.yaml:14: there is to be: arguments, decision");
        write("rules.yaml", "instructions: x\ntool-rules: all\n");
        assertThat(problems(new YamlAgentRepository(folder)))
                .contains("rules.yaml:2: `tool-rules` takes a list of rules");
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
               tool-rules:
                 - tools: files__*
                   effects: [acts, repeatable]
                   arguments:
                     - {field: /path, glob: "/tmp/**"}
                     - field: /mode
                       regex: '\\w "quoted": .*'
                   tainted: false
                   roles: [editor, admin]
                   decision: allow
                 - {tools: "*", decision: deny}
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
