package io.mcpagent.adapter.rest.openapi;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.mcpagent.adapter.rest.conditional.Conditional;
import io.mcpagent.adapter.rest.conditional.EntityTag;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All operations of the server, its own description among them. */
public final class Api {
    private final List<Section> sections;
    private final byte[] description;
    private final EntityTag tag;

    public Api(List<Section> sections) {
        var all = new ArrayList<>(sections);
        all.add(new Section(
                "description",
                "This document.",
                Operation.probe("/openapi.json", "describe", "Describes this API.", this::describe)
                        .answers(200, Schema.anyObject())
                        .tagged()));
        this.sections = List.copyOf(all);
        var ids = new HashSet<String>();
        operations().stream().filter(each -> !ids.add(each.id())).forEach(twice -> {
            throw new IllegalArgumentException("two operations have the id " + twice.id());
        });
        this.description = JsonText.bytes(OpenApi.of(this.sections));
        this.tag = EntityTag.of(description);
    }

    private void describe(Context context) {
        Conditional.show(context, tag, () -> Answers.send(context, 200, description.clone()));
    }

    public List<Operation> operations() {
        return sections.stream().flatMap(each -> each.operations().stream()).toList();
    }

    /** The paths under the API that ask for no caller. */
    public Set<String> openPaths() {
        return operations().stream()
                .filter(Operation::isOpen)
                .map(Operation::path)
                .filter(path -> path.startsWith(Operation.API))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Routes each, and lets each path tell its methods.
     *
     * @param around what is called for an operation, and calls its handler
     */
    public void mount(JavalinConfig config, Function<Operation, Handler> around) {
        var allowed = new LinkedHashMap<String, Set<String>>();
        for (var operation : operations()) {
            var handler = around.apply(operation);
            route(config, operation, operation.method(), handler, allowed);
            if (operation.hasHead()) route(config, operation, HandlerType.HEAD, handler, allowed);
        }
        allowed.forEach((path, methods) -> config.routes.options(
                path,
                context -> context.header("Allow", String.join(", ", methods)).status(204)));
    }

    private static void route(
            JavalinConfig config,
            Operation operation,
            HandlerType method,
            Handler handler,
            Map<String, Set<String>> allowed) {
        config.routes.addHttpHandler(method, operation.path(), handler);
        allowed.computeIfAbsent(operation.path(), none -> new TreeSet<>()).add(method.name());
    }
}
