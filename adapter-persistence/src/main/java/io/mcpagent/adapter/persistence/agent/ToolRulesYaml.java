package io.mcpagent.adapter.persistence.agent;

import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.tool.ArgumentPattern;
import io.mcpagent.domain.tool.TextPattern;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolPolicy;
import io.mcpagent.domain.tool.ToolRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The rules for an agent's tools, as its file has them. Every problem is told at its place. */
final class ToolRulesYaml {
    private static final Set<String> RULE = Set.of("tools", "effects", "arguments", "tainted", "roles", "decision");
    private static final Set<String> ARGUMENT = Set.of("field", "glob", "regex");

    private final BiConsumer<Node, String> problems;

    ToolRulesYaml(BiConsumer<Node, String> problems) {
        this.problems = problems;
    }

    /** As far as there is no problem. */
    ToolPolicy policy(Node node) {
        var rules = new ArrayList<ToolRule>();
        for (var each : elements(node, "`tool-rules` takes a list of rules, each with `tools` and `decision`"))
            rule(each).ifPresent(rules::add);
        return made(node, () -> new ToolPolicy(rules)).orElse(ToolPolicy.DEFAULT);
    }

    private Optional<ToolRule> rule(Node node) {
        var values = members(node, RULE);
        var tools = Optional.ofNullable(values.get("tools"));
        var decision = Optional.ofNullable(values.get("decision"));
        if (tools.isEmpty()) problems.accept(node, "a rule names its `tools`, as in files__*");
        if (decision.isEmpty()) problems.accept(node, "a rule has its `decision`: allow, ask or deny");
        var decided = decision.flatMap(word -> constant(word, ToolRule.Decision.class));
        if (tools.isEmpty() || decided.isEmpty()) return Optional.empty();
        var effects = constants(values.get("effects"), ToolEffect.class);
        var arguments = Optional.ofNullable(values.get("arguments"))
                .map(each -> elements(each, "`arguments` takes a list, each with `field` and `glob` or `regex`"))
                .orElse(List.of())
                .stream()
                .flatMap(each -> argument(each).stream())
                .toList();
        var tainted = Optional.ofNullable(values.get("tainted")).flatMap(this::flag);
        var roles = constants(values.get("roles"), Role.class);
        return made(node, () -> new ToolRule(text(tools.get()), effects, arguments, tainted, roles, decided.get()));
    }

    private Optional<ArgumentPattern> argument(Node node) {
        var values = members(node, ARGUMENT);
        var field = Optional.ofNullable(values.get("field"));
        var glob = Optional.ofNullable(values.get("glob"));
        var regex = Optional.ofNullable(values.get("regex"));
        if (field.isEmpty() || glob.isPresent() == regex.isPresent()) {
            problems.accept(node, "an argument has its `field`, as in /path, and either a `glob` or a `regex`");
            return Optional.empty();
        }
        return made(
                node,
                () -> new ArgumentPattern(
                        text(field.get()),
                        glob.map(pattern -> TextPattern.glob(text(pattern)))
                                .orElseGet(() -> TextPattern.regex(text(regex.orElseThrow())))));
    }

    private <T> Optional<T> made(Node node, Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (IllegalArgumentException wrong) {
            problems.accept(node, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private List<Node> elements(Node node, String what) {
        if (node instanceof SequenceNode list) return list.getValue();
        problems.accept(node, what);
        return List.of();
    }

    private Map<String, Node> members(Node node, Set<String> known) {
        var values = new LinkedHashMap<String, Node>();
        if (!(node instanceof MappingNode mapping)) {
            problems.accept(node, "there is to be: " + listed(known));
            return values;
        }
        for (var entry : mapping.getValue()) {
            var name = text(entry.getKeyNode());
            if (!known.contains(name))
                problems.accept(entry.getKeyNode(), "there is no `" + name + "`; there is " + listed(known));
            else if (values.putIfAbsent(name, entry.getValueNode()) != null)
                problems.accept(entry.getKeyNode(), "`" + name + "` was set before");
        }
        return values;
    }

    private Optional<Boolean> flag(Node node) {
        if (text(node).equals("true") || text(node).equals("false"))
            return Optional.of(text(node).equals("true"));
        problems.accept(node, "`tainted` is true or false");
        return Optional.empty();
    }

    private <E extends Enum<E>> Set<E> constants(@Nullable Node node, Class<E> type) {
        var all = EnumSet.noneOf(type);
        if (node == null) return all;
        for (var each : elements(node, "there is to be a list of " + words(type)))
            constant(each, type).ifPresent(all::add);
        return all;
    }

    private <E extends Enum<E>> Optional<E> constant(Node node, Class<E> type) {
        var found = Arrays.stream(type.getEnumConstants())
                .filter(constant -> AgentDump.word(constant).equals(text(node)))
                .findFirst();
        if (found.isEmpty()) problems.accept(node, "`%s` is none of %s".formatted(text(node), words(type)));
        return found;
    }

    private static String words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(AgentDump::word).collect(Collectors.joining(", "));
    }

    private static String listed(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    /** Of what is no text, nothing. */
    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
