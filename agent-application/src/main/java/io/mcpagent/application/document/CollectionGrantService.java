package io.mcpagent.application.document;

import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.access.Share;
import io.mcpagent.application.access.Shares;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.document.CollectionRepository;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who else may read a collection, or put documents into it and take them out. Its owner alone says so, and still needs the
 * permission to write.
 */
public final class CollectionGrantService {
    private final ReachableCollections collections;
    private final Authorization authorization;
    private final Shares shares;

    public CollectionGrantService(CollectionRepository collections, Authorization authorization, Shares shares) {
        this.collections = new ReachableCollections(collections, authorization);
        this.authorization = authorization;
        this.shares = shares;
    }

    /**
     * Roles first, then users, by name.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found}
     */
    public List<Share> grants(Caller caller, String collection) {
        authorization.require(caller, Permission.WRITE);
        return shares.list(owned(caller, collection));
    }

    /**
     * Grants it, or changes what was granted; holds at once.
     *
     * @param grantee a user's name to sign in by, or a role
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found} or {@code user_not_found}
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code grantee_invalid}
     */
    public Share grant(Caller caller, String collection, String grantee, GrantLevel level) {
        authorization.require(caller, Permission.WRITE);
        return shares.grant(caller, owned(caller, collection), grantee, level);
    }

    /**
     * Takes it back; gone at once, also from events of runs that were.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found}, {@code user_not_found} or {@code
     *     grant_not_found}
     */
    public void revoke(Caller caller, String collection, String grantee) {
        authorization.require(caller, Permission.WRITE);
        shares.revoke(caller, owned(caller, collection), grantee);
    }

    private Supplier<ResourceId> owned(Caller caller, String collection) {
        return () -> collections.owned(caller, collection).resource().id();
    }
}
