package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done about certain calls. Whatever it does not say is of no account.
 *
 * @param tools their names, as a glob such as {@code files__*}
 * @param effects of these alone, of all where empty
 * @param arguments each has to hold. Where the rule allows, for all that stands at its field; else for some of it
 * @param tainted whether the run has read text that nobody vouches for
 * @param roles of these callers alone, of all where empty
 */
public record ToolRule(
        String tools,
        Set<ToolEffect> effects,
        List<ArgumentPattern> arguments,
        Optional<Boolean> tainted,
        Set<Role> roles,
        Decision decision) {
    /** What a rule decides. */
    public enum Decision {
        ALLOW,
        ASK,
        DENY
    }

    private static final int MOST_ARGUMENTS = 20;

    /** Checks the patterns, and throws {@link IllegalArgumentException} with what is wrong in them. */
    public ToolRule {
        if (tools.isBlank() || tools.length() > 100)
            throw new IllegalArgumentException("a rule names tools by 1 to 100 characters, such as files__*");
        if (arguments.size() > MOST_ARGUMENTS)
            throw new IllegalArgumentException("a rule looks at %d arguments at most".formatted(MOST_ARGUMENTS));
        effects = Set.copyOf(effects);
        arguments = List.copyOf(arguments);
        roles = Set.copyOf(roles);
    }

    /** For all calls of these tools. */
    public static ToolRule of(String tools, Decision decision) {
        return new ToolRule(tools, Set.of(), List.of(), Optional.empty(), Set.of(), decision);
    }

    boolean applies(Caller caller, ToolDefinition tool, Json given, boolean isTainted) {
        return mayApply(caller, tool)
                && (tainted.isEmpty() || tainted.get() == isTainted)
                && arguments.stream()
                        .allMatch(argument -> decision == Decision.ALLOW
                                ? argument.holdsForAll(given)
                                : argument.mayHoldForSome(given));
    }

    /** Whether it does to some call. */
    boolean mayApply(Caller caller, ToolDefinition tool) {
        return TextPattern.glob(tools).match(tool.name()) == TextPattern.Match.YES
                && (effects.isEmpty() || effects.contains(tool.effect()))
                && (roles.isEmpty() || !Collections.disjoint(roles, caller.roles()));
    }

    /** Whether it looks neither at the arguments nor at what the run has read. */
    boolean isForAllCalls() {
        return arguments.isEmpty() && tainted.isEmpty();
    }
}
