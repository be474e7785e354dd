package io.mcpagent.application.access;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Grant;
import io.mcpagent.domain.access.GrantRepository;
import io.mcpagent.domain.access.Grantee;
import io.mcpagent.domain.access.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Grants that note who looks at what reaches whom. */
record CountedGrants(GrantRepository grants, List<String> looks) implements GrantRepository {
    @Override
    public List<Grant> on(ResourceId resource) {
        return grants.on(resource);
    }

    @Override
    public Map<ResourceId, Set<Grant>> reaching(Caller caller, ResourceId.Kind kind) {
        looks.add(caller.user().value());
        return grants.reaching(caller, kind);
    }

    @Override
    public void save(ResourceId resource, Grant grant) {
        grants.save(resource, grant);
    }

    @Override
    public boolean remove(ResourceId resource, Grantee grantee) {
        return grants.remove(resource, grantee);
    }

    @Override
    public void removeAll(ResourceId resource) {
        grants.removeAll(resource);
    }
}
