package io.mcpagent.adapter.rest.agent;

import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.agent.Audience;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolRule;

/** Agents as {@code AgentJson} and {@code ListedAgentJson} write them, and what defines one. */
public final class AgentSchemas {
    private static final Schema TEXTS = Schema.listOf(Schema.text());
    private static final Schema FILLED = Schema.listOf(Schema.filled());

    private static final Schema ARGUMENT = Schema.object()
            .with("field", Schema.text().about("Where it stands in the arguments, as a JSON Pointer (RFC 6901)."))
            .optional("glob", Schema.text().about("`*` is anything but `/`, `**` anything; or `regex` instead."))
            .optional("regex", Schema.text())
            .about("The whole text at the field has to be so.");
    private static final Schema RULE = Schema.object()
            .with("tools", Schema.filled().about("Their names, as a glob.").example("files__*"))
            .optional("effects", Schema.listOf(Schema.words(ToolEffect.class)).notEmpty())
            .optional("arguments", Schema.listOf(ARGUMENT))
            .optional("tainted", Schema.flag().about("Whether the run has read text that nobody vouches for."))
            .optional(
                    "roles", Schema.listOf(Schema.words(Role.class)).notEmpty().about("Of whoever asks."))
            .with("decision", Schema.words(ToolRule.Decision.class))
            .about("What it does not say is of no account; the first rule that applies decides.")
            .named("ToolRule");

    private static final Schema MEMBERS = Schema.object()
            .with("name", Schema.text())
            .with("description", Schema.text())
            .with("instructions", Schema.text())
            .optional("model", Schema.text())
            .with("tools", TEXTS)
            .with("collections", TEXTS)
            .with("keywords", TEXTS)
            .with("max_steps", Schema.count())
            .with("max_time_ms", Schema.count())
            .with("tool_rules", Schema.listOf(RULE))
            .with("version", Schema.count());
    /** One that a run began with. */
    public static final Schema RUNNING = MEMBERS.named("RunningAgent");

    static final Schema AGENT = MEMBERS.with("origin", Schema.words("built_in", "defined", "overrides_built_in"))
            .with("access", Schema.words(Audience.Access.class).about("Who may ask it besides its owner."))
            .named("Agent");
    static final Schema PAGE = Schema.pageOf(AGENT)
            .with(
                    "unusable",
                    Schema.listOf(Schema.object().with("name", Schema.text()).with("problems", TEXTS))
                            .about("Those that were defined and can't be asked, on every page."))
            .named("AgentPage");

    private static final Schema DEFINING = Schema.object()
            .with("instructions", Schema.filled())
            .optional("description", Schema.filled())
            .optional("model", Schema.filled().about("As `provider/model`."))
            .optional("tools", FILLED.about("The names of those that it may call."))
            .optional("collections", FILLED.about("Where it looks; everywhere when there is none."))
            .optional("keywords", FILLED.about("Questions with one of these go to it."))
            .optional("max_steps", Schema.whole(1, AgentRoutes.MOST_STEPS))
            .optional("max_time_ms", Schema.whole(AgentRoutes.LEAST_MILLIS, AgentRoutes.MOST_MILLIS))
            .optional("tool_rules", Schema.listOf(RULE).about("What calls of its tools are decided by."))
            .optional(
                    "access",
                    Schema.words(Audience.Access.class)
                            .about("Who may ask it besides its owner; as it was, or everyone, when left out."));
    static final Schema DEFINITION = DEFINING.named("AgentDefinition");
    static final Schema NEW =
            DEFINING.with("name", Schema.matching("[a-z0-9-]{1,64}")).named("NewAgent");

    private AgentSchemas() {}
}
