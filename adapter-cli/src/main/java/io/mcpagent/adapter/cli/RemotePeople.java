package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.NewUser;
import io.mcpagent.application.access.UserService;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Those of a server. */
record RemotePeople(ServerClient server) implements People {
    @Override
    public List<Json.Obj> users() {
        return server.list("/users?");
    }

    @Override
    public Json.Obj create(NewUser wanted, Password password) {
        return server.post("/users", json(wanted).with("password", Json.of(password.value())));
    }

    @Override
    public Json.Obj invite(NewUser wanted) {
        return server.post("/users", json(wanted));
    }

    @Override
    public Json.Obj changeRoles(String name, Set<Role> roles) {
        return server.patch(path(name), Json.object().with("roles", words(roles)));
    }

    @Override
    public Json.Obj reset(String name) {
        return server.post(path(name) + "/reset", Json.object());
    }

    @Override
    public Json.Obj disable(String name) {
        return server.post(path(name) + "/disable", Json.object());
    }

    private String path(String name) {
        return "/users/" + ServerClient.segment(id(name).value());
    }

    /** Whoever may not see others may be meant by their own name. */
    @Override
    public UserId id(String name) {
        var wanted = UserService.loginName(name).value();
        return Stream.concat(me().stream(), Stream.of(true).flatMap(others -> users().stream()))
                .filter(user -> Members.text(user, "name").equals(wanted))
                .map(user -> new UserId(Members.text(user, "id")))
                .findFirst()
                .orElseThrow(() -> UserService.missing(name));
    }

    /** The owner of a data directory is no user. */
    private Optional<Json.Obj> me() {
        try {
            return Optional.of(server.get("/users/me"));
        } catch (NotFound nobody) {
            return Optional.empty();
        }
    }

    private static Json.Obj json(NewUser wanted) {
        return Json.object()
                .with("name", Json.of(wanted.name()))
                .with(
                        "display_name",
                        Optional.of(wanted.displayName())
                                .filter(name -> !name.isBlank())
                                .map(Json::of))
                .with("roles", words(wanted.roles()));
    }

    /** Roles or permissions. */
    static Json.Arr words(Collection<? extends Enum<?>> constants) {
        return Json.array(constants.stream()
                .map(constant -> Json.of(constant.name().toLowerCase(Locale.ROOT)))
                .toList());
    }
}
