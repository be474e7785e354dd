package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.AccessJson;
import io.mcpagent.application.access.NewUser;
import io.mcpagent.application.access.UserService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Set;

/** Those of the data directory. */
record LocalPeople(UserService service) implements People {
    @Override
    public List<Json.Obj> users() {
        return service.users(Caller.LOCAL_OWNER).stream().map(AccessJson::of).toList();
    }

    @Override
    public Json.Obj create(NewUser wanted, Password password) {
        return AccessJson.of(service.create(Caller.LOCAL_OWNER, wanted, password));
    }

    @Override
    public Json.Obj invite(NewUser wanted) {
        return AccessJson.of(service.invite(Caller.LOCAL_OWNER, wanted));
    }

    @Override
    public Json.Obj changeRoles(String name, Set<Role> roles) {
        return AccessJson.of(service.changeRoles(Caller.LOCAL_OWNER, id(name), roles));
    }

    @Override
    public Json.Obj reset(String name) {
        return AccessJson.of(service.reset(Caller.LOCAL_OWNER, id(name)));
    }

    @Override
    public Json.Obj disable(String name) {
        return AccessJson.of(service.disable(Caller.LOCAL_OWNER, id(name)));
    }

    @Override
    public UserId id(String name) {
        return service.named(Caller.LOCAL_OWNER, name).id();
    }
}
