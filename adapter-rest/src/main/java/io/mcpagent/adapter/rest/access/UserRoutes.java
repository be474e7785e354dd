package io.mcpagent.adapter.rest.access;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.conditional.Conditional;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce.Creation;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.access.AccessJson;
import io.mcpagent.application.access.NewUser;
import io.mcpagent.application.access.UserService;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.NotFound;
import java.util.Optional;
import java.util.regex.Pattern;

/** Users. */
public final class UserRoutes {
    private static final Pattern ID = Pattern.compile("[0-9a-z-]{1,36}");

    private final UserService users;
    private final Body body;
    private final CreatedOnce once;

    public UserRoutes(UserService users, Body body, CreatedOnce once) {
        this.users = users;
        this.body = body;
        this.once = once;
    }

    public Section section() {
        return new Section(
                "users",
                "People.",
                Operation.get("/users/me", "getMe", "Shows the caller.", this::me)
                        .answers(200, AccessSchemas.USER)
                        .tagged()
                        .refuses(404),
                Operation.get("/users", "listUsers", "Lists users, by name.", this::list)
                        .paged(AccessSchemas.USER, "UserPage"),
                Operation.post("/users", "addUser", "Makes a user, or invites one.", this::add)
                        .takes(AccessSchemas.USER_DEFINITION)
                        .creates(AccessSchemas.ADDED_USER)
                        .refuses(409, 422),
                Operation.get("/users/{id}", "getUser", "Shows a user.", this::get)
                        .answers(200, AccessSchemas.USER)
                        .tagged()
                        .refuses(404),
                Operation.patch("/users/{id}", "changeUser", "Gives a user other roles.", this::change)
                        .takes(AccessSchemas.USER_CHANGE)
                        .answers(200, AccessSchemas.USER)
                        .tagsTheChanged()
                        .refuses(404, 409),
                Operation.post("/users/{id}/disable", "disableUser", "Keeps a user out.", this::disable)
                        .answers(200, AccessSchemas.USER)
                        .refuses(404, 409),
                Operation.post("/users/{id}/reset", "resetUser", "Makes a user choose another password.", this::reset)
                        .answers(200, AccessSchemas.ADDED_USER)
                        .refuses(404, 409));
    }

    /** By name. */
    private void list(Context context) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        Answers.ok(
                context,
                Page.afterKey(
                        users.users(Callers.of(context)),
                        after,
                        limit,
                        AccessJson::of,
                        user -> user.name().value()));
    }

    /** By {@code name}, {@code display_name}, {@code roles} and {@code password}; invites without the last. */
    private void add(Context context) {
        var fields = body.fields(context);
        var wanted = new NewUser(
                fields.text("name"),
                fields.optionalText("display_name").orElse(""),
                fields.severalOf("roles", Role.class));
        var password = fields.optionalText("password").map(Password::new);
        fields.done();
        var caller = Callers.of(context);
        once.answer(
                context, Permission.MANAGE_USERS, () -> added(caller, wanted, password), "addUser", fields.canonical());
    }

    private Creation added(Caller caller, NewUser wanted, Optional<Password> password) {
        if (password.isPresent()) {
            var user = users.create(caller, wanted, password.get());
            return new Creation(path(user.id()), AccessJson.of(user));
        }
        var invitation = users.invite(caller, wanted);
        return new Creation(path(invitation.user().id()), AccessJson.of(invitation));
    }

    private void get(Context context) {
        Conditional.show(context, AccessJson.of(users.user(Callers.of(context), id(context))));
    }

    /** {@code roles} in place of those there are. */
    private void change(Context context) {
        var fields = body.fields(context);
        var roles = fields.severalOf("roles", Role.class);
        fields.done();
        Expected<User> expected = Conditional.expected(context, AccessJson::of);
        var changed = users.changeRoles(Callers.of(context), id(context), roles, expected);
        Conditional.changed(context, AccessJson.of(changed));
    }

    private void disable(Context context) {
        Answers.ok(context, AccessJson.of(users.disable(Callers.of(context), id(context))));
    }

    private void reset(Context context) {
        Answers.ok(context, AccessJson.of(users.reset(Callers.of(context), id(context))));
    }

    private void me(Context context) {
        Conditional.show(context, AccessJson.of(users.me(Callers.of(context))));
    }

    /** The one that the path names. */
    static UserId id(Context context) {
        var text = context.pathParam("id");
        if (!ID.matcher(text).matches()) throw new NotFound("user_not_found", "There is no such user.");
        return new UserId(text);
    }

    private static String path(UserId id) {
        return "/api/v1/users/" + id.value();
    }
}
