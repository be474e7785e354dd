package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.Share;
import io.mcpagent.application.agent.AgentGrantService;
import io.mcpagent.application.document.CollectionGrantService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** That of the data directory. */
final class LocalSharing {
    private LocalSharing() {}

    static Sharing of(CollectionGrantService collections) {
        return new Sharing() {
            @Override
            public List<Json.Obj> grants(String name) {
                return written(collections.grants(Caller.LOCAL_OWNER, name));
            }

            @Override
            public Json.Obj grant(String name, String grantee, GrantLevel level) {
                return collections
                        .grant(Caller.LOCAL_OWNER, name, grantee, level)
                        .json();
            }

            @Override
            public void revoke(String name, String grantee) {
                collections.revoke(Caller.LOCAL_OWNER, name, grantee);
            }
        };
    }

    static Sharing of(AgentGrantService agents) {
        return new Sharing() {
            @Override
            public List<Json.Obj> grants(String name) {
                return written(agents.grants(Caller.LOCAL_OWNER, new AgentName(name)));
            }

            @Override
            public Json.Obj grant(String name, String grantee, GrantLevel level) {
                return agents.grant(Caller.LOCAL_OWNER, new AgentName(name), grantee, level)
                        .json();
            }

            @Override
            public void revoke(String name, String grantee) {
                agents.revoke(Caller.LOCAL_OWNER, new AgentName(name), grantee);
            }
        };
    }

    private static List<Json.Obj> written(List<Share> shares) {
        return shares.stream().map(Share::json).toList();
    }
}
