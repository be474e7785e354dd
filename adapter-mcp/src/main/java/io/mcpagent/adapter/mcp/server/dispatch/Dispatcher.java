package io.mcpagent.adapter.mcp.server.dispatch;

import io.mcpagent.adapter.mcp.protocol.ContentJson;
import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.server.offer.Completing;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.NotOffered;
import io.mcpagent.adapter.mcp.server.offer.Offer;
import io.mcpagent.adapter.mcp.server.offer.OfferedPrompt;
import io.mcpagent.adapter.mcp.server.offer.OfferedTemplate;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.Page;
import io.mcpagent.adapter.mcp.server.offer.PromptResult;
import io.mcpagent.adapter.mcp.server.offer.ToolResult;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the methods that both eras have. */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final int PAGE = 100;
    private static final int MOST_COMPLETIONS = 100;
    /** What is offered changes seldom, and a client that acts on an older list is told by the call. */
    private static final long LIST_MILLIS = 60_000;

    private static final Set<String> METHODS = Set.of(
            "tools/list",
            "tools/call",
            "resources/list",
            "resources/templates/list",
            "resources/read",
            "prompts/list",
            "prompts/get",
            "completion/complete");

    /** Those that may take their time, and may have to ask first. */
    private static final Set<String> CALLS = Set.of("tools/call", "resources/read", "prompts/get");

    private final Offer offer;

    public Dispatcher(Offer offer) {
        this.offer = offer;
    }

    public static boolean knows(String method) {
        return METHODS.contains(method);
    }

    public static boolean isCall(String method) {
        return CALLS.contains(method);
    }

    /**
     * Answers a request.
     *
     * @throws RpcFailure when it fails
     * @throws CancellationException when it was cancelled
     */
    public Reply answer(Exchange exchange, String method, Json.Obj params) {
        try {
            return dispatched(exchange, method, new Members(params, method));
        } catch (Malformed malformed) {
            throw RpcFailure.of(malformed);
        } catch (NotOffered none) {
            throw new RpcFailure(new RpcError(RpcError.INVALID_PARAMS, String.valueOf(none.getMessage()), none.data()));
        } catch (AgentFailure failure) {
            throw new RpcFailure(Failures.error(failure));
        } catch (RpcFailure | CancellationException known) {
            throw known;
        } catch (RuntimeException unexpected) {
            if (Thread.currentThread().isInterrupted()) throw new CancellationException("the request was cancelled");
            LOG.error("{} failed", method, unexpected);
            throw new RpcFailure(new RpcError(
                    RpcError.INTERNAL_ERROR, "Something unexpected happened; the server's log tells more."));
        }
    }

    private Reply dispatched(Exchange exchange, String method, Members params) {
        return switch (method) {
            case "tools/list" ->
                list(
                        "tools",
                        Page.of(offer.tools(exchange.caller()), OfferedTool::name, after(params), PAGE),
                        Listing::tool);
            case "tools/call" -> call(exchange, params);
            case "resources/list" ->
                list("resources", offer.resources().list(exchange.caller(), after(params)), Listing::resource);
            case "resources/templates/list" ->
                list(
                        "resourceTemplates",
                        Page.of(offer.resources().templates(), OfferedTemplate::uriTemplate, after(params), PAGE),
                        Listing::template);
            case "resources/read" -> read(exchange, params);
            case "prompts/list" ->
                list(
                        "prompts",
                        Page.of(offer.prompts().list(exchange.caller()), OfferedPrompt::name, after(params), PAGE),
                        Listing::prompt);
            case "prompts/get" -> prompt(exchange, params);
            case "completion/complete" -> complete(exchange, params);
            default -> throw RpcFailure.unknownMethod(method);
        };
    }

    private static Optional<String> after(Members params) {
        return params.findString("cursor").map(Listing::place);
    }

    private static <T> Reply list(String name, Page<T> page, Function<T, Json.Obj> form) {
        return new Reply.Cacheable(Listing.of(name, page, form), LIST_MILLIS);
    }

    private Reply call(Exchange exchange, Members params) {
        var tool = params.string("name");
        var arguments = params.findObject("arguments").orElseGet(Json::object);
        return reply(called(exchange, tool, arguments), result -> new Reply.Plain(json(result)));
    }

    /** What a model can mend, or has to live with, is for the model to read. */
    private Outcome<ToolResult> called(Exchange exchange, String tool, Json.Obj arguments) {
        try {
            return offer.call(exchange, tool, arguments);
        } catch (Malformed wrong) {
            return new Outcome.Done<>(ToolResult.error(String.valueOf(wrong.getMessage())));
        } catch (AgentFailure failure) {
            return new Outcome.Done<>(ToolResult.error(Failures.forModels(failure)));
        }
    }

    private static Json.Obj json(ToolResult result) {
        return Json.object()
                .with(
                        "content",
                        Json.array(result.content().stream()
                                .map(ContentJson::write)
                                .toList()))
                .with("structuredContent", result.structured())
                .with("isError", Json.of(result.isError()));
    }

    private Reply read(Exchange exchange, Members params) {
        return reply(
                offer.resources().read(exchange, params.string("uri")),
                contents -> new Reply.Cacheable(
                        Json.object()
                                .with(
                                        "contents",
                                        Json.array(contents.stream()
                                                .map(ContentJson::write)
                                                .toList())),
                        0));
    }

    private Reply prompt(Exchange exchange, Members params) {
        return reply(
                offer.prompts().get(exchange, params.string("name"), texts(params.findObject("arguments"))),
                result -> new Reply.Plain(json(result)));
    }

    private static Json.Obj json(PromptResult result) {
        var messages = result.messages().stream()
                .map(said ->
                        Json.object().with("role", Json.of("user")).with("content", ContentJson.write(said.content())))
                .toList();
        return Json.object().with("description", Json.of(result.description())).with("messages", Json.array(messages));
    }

    private Reply complete(Exchange exchange, Members params) {
        var argument = new Members(params.object("argument"), "argument");
        var known = params.findObject("context")
                .flatMap(context -> new Members(context, "context").findObject("arguments"));
        var completing = new Completing(argument.string("name"), argument.string("value"), texts(known));
        var ref = new Members(params.object("ref"), "ref");
        var found = switch (ref.string("type")) {
            case "ref/prompt" -> offer.prompts().complete(exchange.caller(), ref.string("name"), completing);
            case "ref/resource" -> offer.resources().complete(exchange.caller(), ref.string("uri"), completing);
            default -> throw RpcFailure.invalidParams("What is completed is a ref/prompt or a ref/resource.");
        };
        return new Reply.Plain(Json.object().with("completion", completion(found)));
    }

    private static Json.Obj completion(List<String> found) {
        return Json.object()
                .with(
                        "values",
                        Json.array(found.stream()
                                .limit(MOST_COMPLETIONS)
                                .map(Json::of)
                                .toList()))
                .with("total", Json.of(found.size()))
                .with("hasMore", Json.of(found.size() > MOST_COMPLETIONS));
    }

    private static Map<String, String> texts(Optional<Json.Obj> object) {
        var texts = new LinkedHashMap<String, String>();
        object.ifPresent(given -> {
            var in = new Members(given, "arguments");
            given.members().keySet().forEach(name -> in.findString(name).ifPresent(text -> texts.put(name, text)));
        });
        return texts;
    }

    private static <T> Reply reply(Outcome<T> outcome, Function<T, Reply> form) {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> form.apply(value);
            case Outcome.Asks<T>(var requests, var state) -> new Reply.Asks(requests, state);
        };
    }
}
