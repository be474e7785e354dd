package io.mcpagent.adapter.rest.tool;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.conditional.Conditional;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce.Creation;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.json.Page;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.tool.ListedPin;
import io.mcpagent.application.tool.ToolPinJson;
import io.mcpagent.application.tool.ToolPinService;
import io.mcpagent.application.tool.ToolServerJson;
import io.mcpagent.application.tool.ToolServerService;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.DefinitionHash;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tool servers, and what people say of their tools. */
public final class ToolServerRoutes {
    private final ToolServerService servers;
    private final ToolPinService pins;
    private final Body body;
    private final CreatedOnce once;

    public ToolServerRoutes(ToolServerService servers, ToolPinService pins, Body body, CreatedOnce once) {
        this.servers = servers;
        this.pins = pins;
        this.body = body;
        this.once = once;
    }

    public Section section() {
        return new Section(
                "tool-servers",
                "MCP servers, and which definitions of their tools are approved.",
                Operation.get("/tool-servers", "listToolServers", "Lists tool servers, by name.", this::list)
                        .paged(ToolServerSchemas.PAGE),
                Operation.post("/tool-servers", "addToolServer", "Adds a tool server.", this::add)
                        .takes(ToolServerSchemas.NEW)
                        .creates(ToolServerSchemas.SERVER)
                        .refuses(409, 422),
                Operation.post(
                                "/tool-servers/import",
                                "importToolServers",
                                "Adds all tool servers of another client's file.",
                                this::importAll)
                        .takes(ToolServerSchemas.IMPORT)
                        .answers(200, ToolServerSchemas.IMPORTED)
                        .refuses(409, 422),
                Operation.get("/tool-servers/{name}", "getToolServer", "Shows a tool server.", this::get)
                        .answers(200, ToolServerSchemas.SERVER)
                        .tagged()
                        .refuses(404, 422),
                Operation.put(
                                "/tool-servers/{name}",
                                "changeToolServer",
                                "Puts another definition in the place of one that is there.",
                                this::change)
                        .takes(ToolServerSchemas.DEFINITION)
                        .answers(200, ToolServerSchemas.SERVER)
                        .tagsTheChanged()
                        .refuses(404, 409, 422),
                Operation.delete(
                                "/tool-servers/{name}",
                                "removeToolServer",
                                "Removes a tool server and the pins of its tools.",
                                this::remove)
                        .answers(204)
                        .guarded()
                        .refuses(404, 422),
                Operation.post(
                                "/tool-servers/{name}/test",
                                "testToolServer",
                                "Reaches a tool server, and holds what it offers against the pins.",
                                this::test)
                        .answers(200, ToolServerSchemas.TESTED)
                        .asks()
                        .refuses(404, 409, 422, 502),
                Operation.get(
                                "/tool-servers/{name}/pins",
                                "listToolPins",
                                "Lists the pins of a server's tools, by name.",
                                this::pins)
                        .paged(ToolServerSchemas.PIN, "ToolPinPage")
                        .refuses(404),
                Operation.post(
                                "/tool-servers/{name}/pins/approve",
                                "approveTools",
                                "Lets tools be called, in the definitions that were looked at.",
                                this::approve)
                        .takes(ToolServerSchemas.APPROVAL)
                        .answers(200, ToolServerSchemas.PINS)
                        .refuses(404, 409, 422),
                Operation.post(
                                "/tool-servers/{name}/pins/reject",
                                "rejectTools",
                                "Has tools not be called.",
                                this::reject)
                        .takes(ToolServerSchemas.REJECTION)
                        .answers(200, ToolServerSchemas.PINS)
                        .refuses(404, 409, 422));
    }

    /** By name; how they stand is beside, whichever page it is. */
    private void list(Context context) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        var caller = Callers.of(context);
        var page = Page.afterKey(
                servers.servers(caller),
                after,
                limit,
                ToolServerJson::of,
                entry -> entry.name().value());
        var states = servers.states(caller).stream().map(ToolServerJson::of).toList();
        Answers.ok(context, page.with("states", Json.array(states)));
    }

    /** Adds one, by a body with {@code name} and what {@link #change} takes. */
    private void add(Context context) {
        var fields = body.fields(context);
        var name = fields.text("name");
        var wanted = ToolServerFields.read(fields).apply(new ToolServerName(name));
        var caller = Callers.of(context);
        once.answer(
                context,
                Permission.MANAGE_TOOLS,
                () -> created(servers.add(caller, List.of(wanted)).getFirst()),
                "addToolServer",
                fields.canonical());
    }

    private static Creation created(ToolServerEntry entry) {
        return new Creation("/api/v1/tool-servers/" + entry.name().value(), ToolServerJson.of(entry));
    }

    /** Adds all or none, by {@code config} and {@code variables}. */
    private void importAll(Context context) {
        var fields = body.fields(context);
        var config = fields.anyObject("config");
        if (!fields.has("config")) fields.add("config", "is missing");
        var variables = ToolServerFields.texts(fields, "variables");
        fields.done();
        var caller = Callers.of(context);
        Answers.ok(context, ToolServerJson.of(servers.imported(caller, config, variables)));
    }

    private void get(Context context) {
        var name = name(context);
        Conditional.show(context, ToolServerJson.of(servers.server(Callers.of(context), name)));
    }

    /**
     * Changes one, by a body: {@code command}, {@code args}, {@code env} and {@code folder}, or {@code url} and {@code
     * headers}; and {@code enabled}, {@code trusted}, {@code permissions}, {@code roots}, {@code timeout_ms}.
     */
    private void change(Context context) {
        var wanted = ToolServerFields.read(body.fields(context)).apply(name(context));
        var changed = servers.change(Callers.of(context), wanted, Conditional.expected(context, ToolServerJson::of));
        Conditional.changed(context, ToolServerJson.of(changed));
    }

    private void remove(Context context) {
        var name = name(context);
        servers.remove(Callers.of(context), name, Conditional.expected(context, ToolServerJson::of));
        context.status(204);
    }

    private void test(Context context) {
        Answers.ok(context, ToolServerJson.of(pins.test(Callers.of(context), name(context))));
    }

    private void pins(Context context) {
        var fields = Fields.ofQuery(context);
        var limit = Page.limit(fields);
        var after = fields.optionalText("after");
        fields.done();
        Answers.ok(
                context,
                Page.afterKey(
                        pins.pins(Callers.of(context), name(context)),
                        after,
                        limit,
                        ToolPinJson::of,
                        listed -> listed.pin().name()));
    }

    /** Approves {@code tools}, with what the server says of them where {@code confirm_annotations} says so. */
    private void approve(Context context) {
        var fields = body.fields(context);
        var tools = hashes(fields);
        var confirms = fields.flag("confirm_annotations", false);
        fields.done();
        answer(context, pins.approve(Callers.of(context), name(context), read(tools), confirms));
    }

    private void reject(Context context) {
        var fields = body.fields(context);
        var tools = hashes(fields);
        fields.done();
        answer(context, pins.reject(Callers.of(context), name(context), read(tools)));
    }

    private static Map<String, String> hashes(Fields fields) {
        if (!fields.has("tools")) fields.add("tools", "is missing");
        return ToolServerFields.texts(fields, "tools");
    }

    private static Map<String, DefinitionHash> read(Map<String, String> tools) {
        var hashes = new LinkedHashMap<String, DefinitionHash>();
        tools.forEach((name, hash) -> hashes.put(name, new DefinitionHash(hash)));
        return hashes;
    }

    private static void answer(Context context, List<ListedPin> listed) {
        Answers.ok(
                context,
                Json.object()
                        .with(
                                "data",
                                Json.array(listed.stream().map(ToolPinJson::of).toList())));
    }

    private static ToolServerName name(Context context) {
        return new ToolServerName(context.pathParam("name"));
    }
}
