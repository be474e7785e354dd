package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServer.Permission;
import java.util.List;
import java.util.Set;

/**
 * What we are to one server.
 *
 * @param permissions what it may ask of us; it is told of no other capability
 * @param roots folders as {@code file} URIs
 */
public record Host(String name, String version, Set<Permission> permissions, List<String> roots, Changes changes) {
    /** Hears that what a server offers is not what it was. Must not block. */
    @FunctionalInterface
    public interface Changes {
        /**
         * A list is not what it was.
         *
         * @param what {@code tools}, {@code resources} or {@code prompts}
         */
        void changed(String what);
    }

    public Host {
        permissions = Set.copyOf(permissions);
        roots = List.copyOf(roots);
    }

    /** {@code Implementation} of all revisions. */
    public Json.Obj json() {
        return Json.object().with("name", Json.of(name)).with("version", Json.of(version));
    }

    /** {@code ClientCapabilities} of all revisions. */
    public Json.Obj capabilities() {
        var all = Json.object();
        if (permissions.contains(Permission.ROOTS)) all = all.with("roots", Json.object());
        if (permissions.contains(Permission.SAMPLING)) all = all.with("sampling", Json.object());
        if (permissions.contains(Permission.ELICITATION))
            all = all.with(
                    "elicitation", Json.object().with("form", Json.object()).with("url", Json.object()));
        return all;
    }

    /** The answer to {@code roots/list}. */
    public Json.Obj rootsResult() {
        return Json.object()
                .with(
                        "roots",
                        Json.array(roots.stream()
                                .map(uri -> Json.object().with("uri", Json.of(uri)))
                                .toList()));
    }

    /** Whether a request of the server is one that it may make. */
    public boolean allows(String method) {
        return switch (method) {
            case ServerRequest.ELICITATION -> permissions.contains(Permission.ELICITATION);
            case ServerRequest.SAMPLING -> permissions.contains(Permission.SAMPLING);
            case ServerRequest.ROOTS -> permissions.contains(Permission.ROOTS);
            default -> false;
        };
    }

    /** Takes note of a notification that says so. */
    public void noteChange(String method) {
        switch (method) {
            case "notifications/tools/list_changed" -> changes.changed("tools");
            case "notifications/resources/list_changed" -> changes.changed("resources");
            case "notifications/prompts/list_changed" -> changes.changed("prompts");
            default -> {}
        }
    }
}
