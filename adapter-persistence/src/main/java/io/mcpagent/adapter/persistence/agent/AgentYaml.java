package io.mcpagent.adapter.persistence.agent;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.Audience;
import io.mcpagent.domain.tool.ToolPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One file's agent. Every problem is told with its line; an agent comes of a file without any. */
final class AgentYaml {
    private static final Set<String> KEYS = Set.of(
            "description",
            "instructions",
            "model",
            "tools",
            "collections",
            "keywords",
            "max-steps",
            "max-seconds",
            "tool-rules",
            "owner",
            "access");
    private static final Pattern MODEL = Pattern.compile("[^/\\s]+/\\S+");
    private static final int MOST_STEPS = 1_000;
    private static final int MOST_SECONDS = 86_400;

    private final Path file;
    private final List<String> problems;
    private final Map<String, Node> values = new LinkedHashMap<>();

    AgentYaml(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    Optional<Agent> agent(AgentName name, String yaml, long version) {
        var before = problems.size();
        parse(yaml);
        if (problems.size() == before && !values.containsKey("instructions"))
            problems.add(file + ": `instructions` are missing; they say how the agent is to answer");
        var agent = problems.size() > before ? Optional.<Agent>empty() : Optional.of(read(name, version));
        return problems.size() > before ? Optional.empty() : agent;
    }

    private Agent read(AgentName name, long version) {
        return new Agent(
                name,
                text("description").orElse(""),
                text("instructions").orElse(""),
                model(),
                texts("tools"),
                Set.copyOf(texts("collections")),
                texts("keywords"),
                new AgentLimits(
                        number("max-steps", MOST_STEPS).orElse(AgentLimits.DEFAULT.steps()),
                        number("max-seconds", MOST_SECONDS)
                                .map(Duration::ofSeconds)
                                .orElse(AgentLimits.DEFAULT.time())),
                policy(),
                new Audience(text("owner").map(UserId::new), access()),
                version);
    }

    private ToolPolicy policy() {
        if (!values.containsKey("tool-rules")) return ToolPolicy.DEFAULT;
        return new ToolRulesYaml(this::problem).policy(at("tool-rules"));
    }

    private void parse(String yaml) {
        try {
            var load = LoadSettings.builder().setLabel(file.toString()).build();
            var root = new Compose(load).composeString(yaml);
            if (root.isPresent() && root.get() instanceof MappingNode mapping)
                mapping.getValue().forEach(entry -> key(entry.getKeyNode(), entry.getValueNode()));
            else problems.add(file + ": lines such as `instructions: …` are expected");
        } catch (MarkedYamlEngineException e) {
            problems.add("%s: not YAML: %s".formatted(where(e.getProblemMark()), e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add("%s: not YAML: %s".formatted(file, e.getMessage()));
        }
    }

    private void key(Node key, Node value) {
        var name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!KEYS.contains(name))
            problem(
                    key,
                    "there is no `" + name + "`; there is "
                            + String.join(", ", KEYS.stream().sorted().toList()));
        else if (values.putIfAbsent(name, value) != null) problem(key, "`" + name + "` was set before");
    }

    private Audience.Access access() {
        var text = text("access");
        var access = Arrays.stream(Audience.Access.values())
                .filter(each -> text.filter(AgentDump.word(each)::equals).isPresent())
                .findFirst();
        if (text.isPresent() && access.isEmpty()) problem(at("access"), "`access` is everyone or granted");
        return access.orElse(Audience.Access.EVERYONE);
    }

    private Optional<String> model() {
        var model = text("model");
        if (model.isPresent() && !MODEL.matcher(model.get()).matches())
            problem(at("model"), "`model` is given as PROVIDER/MODEL");
        return model;
    }

    private Optional<String> text(String key) {
        if (!values.containsKey(key)) return Optional.empty();
        if (at(key) instanceof ScalarNode scalar && !scalar.getValue().isBlank())
            return Optional.of(scalar.getValue().strip());
        problem(at(key), "`" + key + "` takes a text");
        return Optional.empty();
    }

    private List<String> texts(String key) {
        if (!values.containsKey(key)) return List.of();
        if (at(key) instanceof SequenceNode list && list.getValue().stream().allMatch(ScalarNode.class::isInstance))
            return list.getValue().stream()
                    .map(each -> ((ScalarNode) each).getValue())
                    .toList();
        problem(at(key), "`" + key + "` takes a list, as in [one, two]");
        return List.of();
    }

    private Optional<Integer> number(String key, int most) {
        var text = text(key);
        if (text.isEmpty()) return Optional.empty();
        try {
            var number = Integer.parseInt(text.get());
            if (number >= 1 && number <= most) return Optional.of(number);
        } catch (NumberFormatException notOne) {
            // told below
        }
        problem(at(key), "`%s` takes a whole number from 1 to %d".formatted(key, most));
        return Optional.empty();
    }

    private Node at(String key) {
        return Optional.ofNullable(values.get(key)).orElseThrow();
    }

    private void problem(Node node, String what) {
        problems.add(where(node.getStartMark()) + ": " + what);
    }

    private String where(Optional<Mark> mark) {
        return mark.map(at -> file + ":" + (at.getLine() + 1)).orElse(file.toString());
    }
}
