package io.mcpagent.adapter.rest.access;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.adapter.rest.ratelimit.Addresses;
import io.mcpagent.adapter.rest.telemetry.RequestIds;
import io.mcpagent.application.access.AccessJson;
import io.mcpagent.application.access.AccessServices;
import io.mcpagent.application.access.LoginRequest;
import io.mcpagent.application.access.SignedIn;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.json.Json;
import java.util.Optional;

/** Coming in and going out. */
public final class AuthRoutes {
    private final AccessServices access;
    private final Callers callers;
    private final Body body;

    public AuthRoutes(AccessServices access, Callers callers, Body body) {
        this.access = access;
        this.callers = callers;
        this.body = body;
    }

    public Section section() {
        return new Section(
                "auth",
                "Coming in and going out.",
                Operation.post("/auth/login", "login", "Signs in by name and password.", this::login)
                        .takes(AccessSchemas.LOGIN)
                        .answers(200, AccessSchemas.SIGNED_IN)
                        .refuses(401, 429)
                        .open(),
                Operation.post("/auth/refresh", "refresh", "Gives the next tokens of a login.", this::refresh)
                        .takes(AccessSchemas.REFRESH)
                        .answers(200, AccessSchemas.SIGNED_IN)
                        .refuses(401)
                        .open(),
                Operation.post("/auth/logout", "logout", "Ends one login, or all of the caller's.", this::logout)
                        .takes(AccessSchemas.LOGOUT)
                        .answers(204)
                        .refuses(401)
                        .open(),
                Operation.post("/auth/setup", "setUp", "Makes the first administrator.", this::setUp)
                        .takes(AccessSchemas.SETUP)
                        .createsTheOne(AccessSchemas.USER)
                        .refuses(401, 409, 422)
                        .open(),
                Operation.post("/auth/accept", "acceptInvitation", "Signs in whoever was invited.", this::accept)
                        .takes(AccessSchemas.ACCEPTANCE)
                        .answers(200, AccessSchemas.SIGNED_IN)
                        .refuses(401, 422, 429)
                        .open(),
                Operation.probe(
                                "/.well-known/jwks.json",
                                "publicKeys",
                                "By which access tokens are checked.",
                                this::publicKeys)
                        .answers(200, AccessSchemas.PUBLIC_KEYS));
    }

    /** By {@code name} and {@code password}. */
    private void login(Context context) {
        var fields = body.fields(context);
        var name = fields.text("name");
        var password = new Password(fields.text("password"));
        fields.done();
        answer(
                context,
                access.logins()
                        .login(new LoginRequest(
                                name, password, Addresses.network(context), Optional.of(RequestIds.of(context)))));
    }

    /** By {@code refresh_token}, which is good for one use. */
    private void refresh(Context context) {
        var fields = body.fields(context);
        var token = fields.text("refresh_token");
        fields.done();
        answer(context, access.logins().refresh(token));
    }

    /** Of one login by {@code refresh_token}, or of all of the caller's by {@code everywhere}. */
    private void logout(Context context) {
        var fields = body.fields(context);
        var token = fields.optionalText("refresh_token");
        var everywhere = fields.flag("everywhere", false);
        if (token.isEmpty() && !everywhere) fields.add("refresh_token", "is missing, unless everywhere is true");
        fields.done();
        if (everywhere) access.logins().logoutEverywhere(callers.identify(context));
        token.ifPresent(access.logins()::logout);
        context.status(204);
    }

    /** Of the first user, by the {@code code} of the console, {@code name}, {@code display_name} and {@code password}. */
    private void setUp(Context context) {
        var fields = body.fields(context);
        var code = fields.text("code");
        var name = fields.text("name");
        var displayName = fields.optionalText("display_name").orElse("");
        var password = new Password(fields.text("password"));
        fields.done();
        var user = access.firstOwner().setUp(code, name, displayName, password);
        Answers.created(context, "/api/v1/users/" + user.id().value(), AccessJson.of(user));
    }

    /** Of who was invited, by the {@code code} of the invitation and a new {@code password}. */
    private void accept(Context context) {
        var fields = body.fields(context);
        var code = fields.text("code");
        var password = new Password(fields.text("password"));
        fields.done();
        answer(context, access.logins().accept(code, password));
    }

    private void publicKeys(Context context) {
        Answers.ok(context, access.authentication().publicKeys());
    }

    static void answer(Context context, SignedIn signedIn) {
        Answers.ok(
                context,
                Json.object()
                        .with("access_token", Json.of(signedIn.accessToken()))
                        .with("token_type", Json.of("Bearer"))
                        .with("expires_at", Json.of(signedIn.expiresAt()))
                        .with("refresh_token", Json.of(signedIn.refreshToken()))
                        .with("user", AccessJson.of(signedIn.user())));
    }
}
