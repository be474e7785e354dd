package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.AccessPorts;
import io.mcpagent.application.access.AccessServices;
import io.mcpagent.application.access.AccessSources;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.access.CountingSecrets;
import io.mcpagent.testkit.access.InMemoryApiKeyRepository;
import io.mcpagent.testkit.access.InMemoryAuditRepository;
import io.mcpagent.testkit.access.InMemoryExternalIdentityRepository;
import io.mcpagent.testkit.access.InMemoryRefreshTokenRepository;
import io.mcpagent.testkit.access.InMemoryUserRepository;
import io.mcpagent.testkit.access.PlainPasswords;
import io.mcpagent.testkit.access.PlainTokens;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryTransactions;
import java.util.Optional;

/** Users, keys and what is recorded of them, in memory. */
final class InMemoryAccess {
    private InMemoryAccess() {}

    static AccessServices over(InMemoryStore store, Authorization authorization, CountingIds ids, SteppingTime time) {
        return AccessServices.over(
                new AccessPorts(
                        new InMemoryUserRepository(store),
                        new InMemoryApiKeyRepository(store),
                        new InMemoryRefreshTokenRepository(store),
                        new InMemoryExternalIdentityRepository(store),
                        Optional.empty(),
                        new InMemoryAuditRepository(store),
                        new PlainPasswords(),
                        new PlainTokens(time),
                        new InMemoryTransactions(store)),
                new AccessSources(ids, new CountingSecrets(), time),
                authorization);
    }
}
