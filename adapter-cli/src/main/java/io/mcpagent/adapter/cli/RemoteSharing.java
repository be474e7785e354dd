package io.mcpagent.adapter.cli;

import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Locale;

/**
 * That of a server.
 *
 * @param things {@code collections} or {@code agents}, as paths have it
 */
record RemoteSharing(ServerClient server, String things) implements Sharing {
    @Override
    public List<Json.Obj> grants(String name) {
        return server.list(path(name) + "?");
    }

    @Override
    public Json.Obj grant(String name, String grantee, GrantLevel level) {
        var access = Json.of(level.name().toLowerCase(Locale.ROOT));
        return server.put(path(name, grantee), Json.object().with("access", access));
    }

    @Override
    public void revoke(String name, String grantee) {
        server.delete(path(name, grantee));
    }

    private String path(String name) {
        return "/%s/%s/grants".formatted(things, ServerClient.segment(name));
    }

    private String path(String name, String grantee) {
        return path(name) + "/" + ServerClient.segment(grantee);
    }
}
