package io.mcpagent.adapter.rest.access;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce.Creation;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.json.PathIds;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.access.AccessJson;
import io.mcpagent.application.access.ApiKeyService;
import io.mcpagent.application.access.NewApiKey;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.UserId;
import java.util.function.Function;

/** API keys: the caller's own, and for whoever administers users also those of others. */
public final class ApiKeyRoutes {
    private static final Owners ME = new Owners(
            "/users/me/api-keys", "id", context -> Callers.of(context).user());
    private static final Owners ANY = new Owners("/users/{id}/api-keys", "key", UserRoutes::id);

    private final ApiKeyService keys;
    private final Body body;
    private final CreatedOnce once;

    public ApiKeyRoutes(ApiKeyService keys, Body body, CreatedOnce once) {
        this.keys = keys;
        this.body = body;
        this.once = once;
    }

    /**
     * Whose keys a path is about.
     *
     * @param key the parameter that names one of them
     */
    private record Owners(String path, String key, Function<Context, UserId> of) {
        String path(UserId owner) {
            return Operation.API + path.replace("{id}", owner.value());
        }
    }

    /** One's own come first, as the other paths would take them for those of a user {@code me}. */
    public Section section() {
        return new Section(
                "api-keys",
                "With which programs sign in.",
                listing(ME, "listApiKeys", "Lists the caller's API keys, by age.", "ApiKeyPage"),
                adding(ME, "addApiKey", "Makes an API key for the caller."),
                revoking(ME, "revokeApiKey", "Revokes an API key of the caller."),
                listing(ANY, "listUserApiKeys", "Lists a user's API keys, by age.", "UserApiKeyPage"),
                adding(ANY, "addUserApiKey", "Makes an API key for a user."),
                revoking(ANY, "revokeUserApiKey", "Revokes an API key of a user."));
    }

    private Operation listing(Owners owners, String id, String summary, String page) {
        return Operation.get(owners.path(), id, summary, context -> list(context, owners))
                .paged(AccessSchemas.KEY, page)
                .refuses(404);
    }

    private Operation adding(Owners owners, String id, String summary) {
        return Operation.post(owners.path(), id, summary, context -> add(context, owners))
                .takes(AccessSchemas.KEY_DEFINITION)
                .creates(AccessSchemas.ISSUED_KEY)
                .refuses(404, 422);
    }

    private Operation revoking(Owners owners, String id, String summary) {
        return Operation.delete(
                        "%s/{%s}".formatted(owners.path(), owners.key()),
                        id,
                        summary,
                        context -> revoke(context, owners))
                .answers(204)
                .refuses(404);
    }

    /** By age. */
    private void list(Context context, Owners owners) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        Answers.ok(
                context,
                Page.afterOneOf(
                        keys.keys(Callers.of(context), owners.of().apply(context)),
                        after,
                        limit,
                        AccessJson::of,
                        key -> key.id().value().toString()));
    }

    /** By {@code name}, {@code scopes} and {@code expires_at}. */
    private void add(Context context, Owners owners) {
        var fields = body.fields(context);
        var wanted = new NewApiKey(
                fields.text("name"), fields.severalOf("scopes", Permission.class), fields.optionalTime("expires_at"));
        fields.done();
        var caller = Callers.of(context);
        var owner = owners.of().apply(context);
        once.answer(
                context,
                ApiKeyService.needed(caller, owner),
                () -> {
                    var issued = keys.create(caller, owner, wanted);
                    return new Creation(
                            owners.path(owner) + "/" + issued.key().id().value(), AccessJson.of(issued));
                },
                "addApiKey",
                owner.value(),
                fields.canonical());
    }

    private void revoke(Context context, Owners owners) {
        var owner = owners.of().apply(context);
        keys.revoke(Callers.of(context), owner, new ApiKeyId(PathIds.of(context, "api_key", owners.key())));
        context.status(204);
    }
}
