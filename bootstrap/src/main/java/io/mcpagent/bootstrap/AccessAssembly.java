package io.mcpagent.bootstrap;

import io.mcpagent.adapter.access.LocalAccess;
import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.application.access.AccessPorts;
import io.mcpagent.application.access.AccessServices;
import io.mcpagent.application.access.AccessSources;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.IdSource;
import java.time.InstantSource;

/** What access is built from. */
final class AccessAssembly {
    private AccessAssembly() {}

    static AccessServices over(
            Settings settings, SqlPersistence records, Authorization authorization, IdSource ids, InstantSource clock) {
        var local = LocalAccess.open(settings.access(), records.signingKeys(), clock);
        var ports = new AccessPorts(
                records.users(),
                records.apiKeys(),
                records.refreshTokens(),
                local.passwords(),
                local.tokens(),
                records.transactions());
        return AccessServices.over(ports, new AccessSources(ids, local.randomSecrets(), clock), authorization);
    }
}
