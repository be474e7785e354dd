package io.mcpagent.adapter.rest.access;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.access.Share;
import io.mcpagent.application.agent.AgentGrantService;
import io.mcpagent.application.document.CollectionGrantService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.agent.AgentName;
import java.util.List;

/** Who else may read or change one's collections and agents. A grantee in a path is a name to sign in by, or a role. */
public final class GrantRoutes {
    private static final String LISTS = "Lists to whom it is granted: roles first, then users.";
    private static final Schema ACCESS =
            Schema.object().with("access", Schema.words(GrantLevel.class)).named("GrantDefinition");
    private static final Schema GRANT = Schema.object()
            .with("grantee", Schema.text().about("A user's name to sign in by, or a role."))
            .with("access", Schema.words(GrantLevel.class))
            .named("Grant");

    private final CollectionGrantService collections;
    private final AgentGrantService agents;
    private final Body body;

    public GrantRoutes(CollectionGrantService collections, AgentGrantService agents, Body body) {
        this.collections = collections;
        this.agents = agents;
        this.body = body;
    }

    public Section section() {
        return new Section(
                "grants",
                "Who else may read or change one's collections and agents.",
                Operation.get("/collections/{name}/grants", "listCollectionGrants", LISTS, this::listOfCollection)
                        .paged(GRANT, "CollectionGrantPage")
                        .refuses(404),
                Operation.put(
                                "/collections/{name}/grants/{grantee}",
                                "grantCollection",
                                "Lets a user, or everybody with a role, read a collection or write to it.",
                                this::grantCollection)
                        .takes(ACCESS)
                        .answers(200, GRANT)
                        .refuses(404, 422),
                Operation.delete(
                                "/collections/{name}/grants/{grantee}",
                                "revokeCollection",
                                "Takes a grant on a collection back, at once.",
                                this::revokeCollection)
                        .answers(204)
                        .refuses(404, 422),
                Operation.get("/agents/{name}/grants", "listAgentGrants", LISTS, this::listOfAgent)
                        .paged(GRANT, "AgentGrantPage")
                        .refuses(404),
                Operation.put(
                                "/agents/{name}/grants/{grantee}",
                                "grantAgent",
                                "Lets a user, or everybody with a role, ask an agent or change it.",
                                this::grantAgent)
                        .takes(ACCESS)
                        .answers(200, GRANT)
                        .refuses(404, 422),
                Operation.delete(
                                "/agents/{name}/grants/{grantee}",
                                "revokeAgent",
                                "Takes a grant on an agent back, at once.",
                                this::revokeAgent)
                        .answers(204)
                        .refuses(404, 422));
    }

    private void listOfCollection(Context context) {
        list(context, collections::grants, context.pathParam("name"));
    }

    /** Grants it, or changes what was granted, by a body with {@code access}: {@code read} or {@code write}. */
    private void grantCollection(Context context) {
        grant(context, collections::grant, context.pathParam("name"));
    }

    private void revokeCollection(Context context) {
        collections.revoke(Callers.of(context), context.pathParam("name"), context.pathParam("grantee"));
        context.status(204);
    }

    private void listOfAgent(Context context) {
        list(context, agents::grants, new AgentName(context.pathParam("name")));
    }

    /** The same for an agent. */
    private void grantAgent(Context context) {
        grant(context, agents::grant, new AgentName(context.pathParam("name")));
    }

    private void revokeAgent(Context context) {
        agents.revoke(Callers.of(context), new AgentName(context.pathParam("name")), context.pathParam("grantee"));
        context.status(204);
    }

    private interface Listing<N> {
        List<Share> of(Caller caller, N name);
    }

    private interface Granting<N> {
        Share grant(Caller caller, N name, String grantee, GrantLevel level);
    }

    private static <N> void list(Context context, Listing<N> listing, N name) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        var shares = listing.of(Callers.of(context), name);
        Answers.ok(context, Page.after(shares, after, limit, Share::json, Share::grantee));
    }

    private <N> void grant(Context context, Granting<N> granting, N name) {
        var fields = body.fields(context);
        var level = fields.oneOf("access", GrantLevel.class, GrantLevel.READ);
        if (!fields.has("access")) fields.add("access", "is missing");
        fields.done();
        var share = granting.grant(Callers.of(context), name, context.pathParam("grantee"), level);
        Answers.ok(context, share.json());
    }
}
