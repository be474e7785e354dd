package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.NewUser;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Set;

/** Users, as the API writes them; of this machine, or of a server. */
interface People {
    /** By name. */
    List<Json.Obj> users();

    Json.Obj create(NewUser wanted, Password password);

    /** With the code of the invitation. */
    Json.Obj invite(NewUser wanted);

    Json.Obj changeRoles(String name, Set<Role> roles);

    /** With the code of the invitation. */
    Json.Obj reset(String name);

    Json.Obj disable(String name);

    /** Of whom people name, and all else names by an id; {@code NotFound} where there is none. */
    UserId id(String name);
}
