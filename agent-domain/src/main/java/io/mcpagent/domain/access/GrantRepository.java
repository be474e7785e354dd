package io.mcpagent.domain.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The grants on collections and agents. A grantee has at most one on each. */
public interface GrantRepository {
    /** Those on one thing, in no order. */
    List<Grant> on(ResourceId resource);

    /**
     * Those that include the caller, by what they are on, of all things of a kind. One look, however many there are; asked
     * with each search.
     */
    Map<ResourceId, Set<Grant>> reaching(Caller caller, ResourceId.Kind kind);

    /** Adds it, or puts it in the place of what its grantee has on that. */
    void save(ResourceId resource, Grant grant);

    /**
     * Takes away what the grantee has on that.
     *
     * @return false when that was nothing
     */
    boolean remove(ResourceId resource, Grantee grantee);

    /** The thing is no more. */
    void removeAll(ResourceId resource);
}
