package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.protocol.ServerRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.tool.ToolReply;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Questions of servers as the domain has them, and the answers as servers want them. */
final class Questions {
    private static final Set<String> WEB = Set.of("http", "https");

    private Questions() {}

    /** @throws Malformed for what is no question, or no address that a person can be sent to */
    static ToolQuestion of(String key, ServerRequest request) {
        return switch (request.method()) {
            case ServerRequest.ELICITATION -> elicitation(key, new Members(request.params(), "The elicitation"));
            case ServerRequest.SAMPLING -> new ToolQuestion.Sample(key, request.params());
            default -> throw malformed("It asks for something that no client has.");
        };
    }

    private static ToolQuestion elicitation(String key, Members in) {
        return switch (in.findString("mode").orElse("form")) {
            case "form" -> new ToolQuestion.Form(key, in.string("message"), in.object("requestedSchema"));
            case "url" -> new ToolQuestion.Visit(key, in.string("message"), address(in.string("url")));
            default -> throw malformed("It asks in a way that is not known.");
        };
    }

    private static URI address(String text) {
        try {
            var address = URI.create(text);
            var scheme = Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if (WEB.contains(scheme) && address.getHost() != null) return address;
        } catch (IllegalArgumentException e) {
            throw malformed("The address to open is none.");
        }
        throw malformed("The address to open is none.");
    }

    /** The answer to an accepted, declined or dismissed question; empty for a model's message that nobody allowed. */
    static Optional<Json.Obj> answer(ToolQuestion question, ToolReply reply) {
        return switch (question) {
            case ToolQuestion.Form(var key, var message, var schema) ->
                Optional.of(action(reply, content -> Optional.of(withDefaults(content, schema))));
            case ToolQuestion.Visit visit -> Optional.of(action(reply, content -> Optional.empty()));
            case ToolQuestion.Sample sample ->
                reply instanceof ToolReply.Accepted(var message) ? Optional.of(message) : Optional.empty();
        };
    }

    private interface Contents {
        Optional<Json.Obj> of(Json.Obj content);
    }

    private static Json.Obj action(ToolReply reply, Contents contents) {
        return switch (reply) {
            case ToolReply.Accepted(var content) ->
                Json.object().with("action", Json.of("accept")).with("content", contents.of(content));
            case ToolReply.Declined declined -> Json.object().with("action", Json.of("decline"));
            case ToolReply.Dismissed dismissed -> Json.object().with("action", Json.of("cancel"));
        };
    }

    /** Fields that were left out have what the form says (SEP-1034). */
    static Json.Obj withDefaults(Json.Obj content, Json.Obj schema) {
        if (!(schema.get("properties").orElseGet(Json::object) instanceof Json.Obj(var properties))) return content;
        var all = new LinkedHashMap<String, Json>(content.members());
        for (var property : properties.entrySet()) {
            if (property.getValue() instanceof Json.Obj field)
                field.get("default").ifPresent(value -> all.putIfAbsent(property.getKey(), value));
        }
        return new Json.Obj(all);
    }

    /** Whether they ask the same, under whatever keys. */
    static boolean isSame(ToolQuestion one, ToolQuestion other) {
        return switch (one) {
            case ToolQuestion.Form(var key, var message, var schema) ->
                other instanceof ToolQuestion.Form form
                        && form.message().equals(message)
                        && form.schema().equals(schema);
            case ToolQuestion.Visit(var key, var message, var url) ->
                other instanceof ToolQuestion.Visit visit && visit.url().equals(url);
            case ToolQuestion.Sample(var key, var request) ->
                other instanceof ToolQuestion.Sample sample && sample.request().equals(request);
        };
    }

    private static Malformed malformed(String message) {
        return new Malformed(RpcError.INVALID_PARAMS, message, Optional.empty());
    }
}
