package io.mcpagent.adapter.rest.agent;

import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.tool.ArgumentPattern;
import io.mcpagent.domain.tool.TextPattern;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolPolicy;
import io.mcpagent.domain.tool.ToolRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The rules for an agent's tools, as a body has them: wrong fields are told with the others, unusable rules after them. */
final class ToolRules {
    private static final String NAME = "tool_rules";

    private final List<String> problems = new ArrayList<>();
    private final ToolPolicy policy;

    private ToolRules(Fields fields) {
        var rules = new ArrayList<ToolRule>();
        for (var each : fields.objects(NAME)) rule(each).ifPresent(rules::add);
        this.policy = made(NAME, () -> new ToolPolicy(rules)).orElse(ToolPolicy.DEFAULT);
    }

    /** None where they are left out. */
    static ToolRules of(Fields fields) {
        return new ToolRules(fields);
    }

    /**
     * When the fields are done.
     *
     * @throws InvalidRequest with code {@code agent_invalid} and all that can't be used
     */
    ToolPolicy policy() {
        if (!problems.isEmpty()) throw new InvalidRequest("agent_invalid", String.join("; ", problems) + ".");
        return policy;
    }

    private Optional<ToolRule> rule(Fields fields) {
        var tools = fields.text("tools");
        var effects = several(fields, "effects", ToolEffect.class);
        var roles = several(fields, "roles", Role.class);
        var tainted = fields.has("tainted") ? Optional.of(fields.flag("tainted", false)) : Optional.<Boolean>empty();
        var arguments = new ArrayList<ArgumentPattern>();
        for (var each : fields.objects("arguments")) argument(each).ifPresent(arguments::add);
        if (!fields.has("decision")) fields.add("decision", "is missing");
        // Not used where it is missing or wrong.
        var decision = fields.oneOf("decision", ToolRule.Decision.class, ToolRule.Decision.DENY);
        if (tools.isEmpty()) return Optional.empty();
        return made(fields.place("tools"), () -> new ToolRule(tools, effects, arguments, tainted, roles, decision));
    }

    private Optional<ArgumentPattern> argument(Fields fields) {
        var field = fields.anyText("field");
        var glob = fields.anyText("glob");
        var regex = fields.anyText("regex");
        if (field.isEmpty() && !fields.isWrong("field")) fields.add("field", "is missing");
        if (field.isEmpty()) return Optional.empty();
        if (glob.isPresent() == regex.isPresent()) {
            problems.add(fields.place("glob") + " has to be there, or regex in its place");
            return Optional.empty();
        }
        return made(
                fields.place("field"),
                () -> new ArgumentPattern(
                        field.get(),
                        glob.map(TextPattern::glob).orElseGet(() -> TextPattern.regex(regex.orElseThrow()))));
    }

    private static <E extends Enum<E>> Set<E> several(Fields fields, String name, Class<E> type) {
        return fields.has(name) ? fields.severalOf(name, type) : Set.of();
    }

    private <T> Optional<T> made(String place, Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (IllegalArgumentException wrong) {
            problems.add(place + " can't be used: " + wrong.getMessage());
            return Optional.empty();
        }
    }
}
