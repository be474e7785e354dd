package io.mcpagent.adapter.rest;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The table of paths. */
final class Routes {
    private static final String API = "/api/v1";

    private final JavalinConfig config;
    private final Map<String, Set<String>> methods = new LinkedHashMap<>();

    Routes(JavalinConfig config) {
        this.config = config;
    }

    /** HEAD answers as GET does, without the body. */
    Routes get(String path, Handler handler) {
        return probe(API + path, handler);
    }

    Routes probe(String path, Handler handler) {
        config.routes.get(path, handler);
        config.routes.head(path, handler);
        known(path).add("GET");
        known(path).add("HEAD");
        return this;
    }

    Routes post(String path, Handler handler) {
        config.routes.post(API + path, handler);
        known(API + path).add("POST");
        return this;
    }

    Routes put(String path, Handler handler) {
        config.routes.put(API + path, handler);
        known(API + path).add("PUT");
        return this;
    }

    Routes patch(String path, Handler handler) {
        config.routes.patch(API + path, handler);
        known(API + path).add("PATCH");
        return this;
    }

    Routes delete(String path, Handler handler) {
        config.routes.delete(API + path, handler);
        known(API + path).add("DELETE");
        return this;
    }

    /** One that is not asked for its head, as a stream has none of its own. */
    Routes stream(String path, Handler handler) {
        config.routes.get(API + path, handler);
        known(API + path).add("GET");
        return this;
    }

    /** Lets each path tell its methods. */
    void answerOptions() {
        methods.forEach((path, allowed) -> config.routes.options(
                path,
                context -> context.header("Allow", String.join(", ", allowed)).status(204)));
    }

    private Set<String> known(String path) {
        return methods.computeIfAbsent(path, none -> new TreeSet<>());
    }
}
