package io.mcpagent.adapter.rest.tool;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.tool.ToolSignInService;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServerName;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Sign-ins with tool servers. Both ends of one are asked for by the caller's own client, as the caller, so that a browser
 * brings nothing here that would have to be believed.
 */
public final class ToolSignInRoutes {
    private static final Schema WANTED = Schema.object()
            .with(
                    "redirect_uri",
                    Schema.filled()
                            .about("Where the browser comes back to, at your end: https, or http on loopback, without a"
                                    + " fragment."))
            .named("ToolServerSignInRequest");
    private static final Schema BEGUN = Schema.object()
            .with("url", Schema.text().about("Where the browser goes to sign in, within ten minutes."))
            .named("BegunToolServerSignIn");
    private static final Schema ANSWER = Schema.object()
            .with("answer", Schema.secret().about("The query that the browser came back with, or the whole address."))
            .named("ToolServerSignInAnswer");
    private static final Schema SIGNED_IN =
            Schema.object().with("tool_server", Schema.text()).named("ToolServerSignIn");

    private final ToolSignInService signIns;
    private final Body body;

    public ToolSignInRoutes(ToolSignInService signIns, Body body) {
        this.signIns = signIns;
        this.body = body;
    }

    public Section section() {
        return new Section(
                "tool-server-sign-ins",
                "Your own sign-ins with tool servers that want one.",
                Operation.post(
                                "/tool-servers/{name}/sign-in",
                                "beginToolServerSignIn",
                                "Tells where your browser goes to sign in with a tool server.",
                                this::begin)
                        .takes(WANTED)
                        .answers(200, BEGUN)
                        .asks()
                        .refuses(404, 409, 422, 502),
                Operation.post(
                                "/tool-servers/sign-in/finish",
                                "finishToolServerSignIn",
                                "Signs you in with what your browser came back with; once, as whoever began it.",
                                this::finish)
                        .takes(ANSWER)
                        .answers(200, SIGNED_IN)
                        .asks()
                        .refuses(404, 409, 422, 502),
                Operation.delete(
                                "/tool-servers/{name}/sign-in",
                                "endToolServerSignIn",
                                "Forgets what you were given by a tool server; also by one that is gone.",
                                this::end)
                        .answers(204)
                        .refuses(422));
    }

    private void begin(Context context) {
        var fields = body.fields(context);
        var wanted = fields.text("redirect_uri");
        fields.done();
        var back = uri(wanted);
        var url = signIns.begin(Callers.of(context), name(context), back);
        Answers.ok(context, Json.object().with("url", Json.of(url.toString())));
    }

    private void finish(Context context) {
        var fields = body.fields(context);
        var answer = fields.text("answer");
        fields.done();
        var server = signIns.finish(Callers.of(context), answer);
        Answers.ok(context, Json.object().with("tool_server", Json.of(server.value())));
    }

    private void end(Context context) {
        signIns.end(Callers.of(context), name(context));
        context.status(204);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException none) {
            throw new InvalidRequest(
                    "tool_server_sign_in_impossible",
                    "The redirect_uri is no URL. Name one of your own: https, or http on loopback, without a fragment.",
                    none);
        }
    }

    private static ToolServerName name(Context context) {
        return new ToolServerName(context.pathParam("name"));
    }
}
