package io.mcpagent.bootstrap;

import io.mcpagent.adapter.access.LocalAccess;
import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.application.access.AccessPorts;
import io.mcpagent.application.access.AccessServices;
import io.mcpagent.application.access.AccessSources;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.bootstrap.outbound.OutboundClient;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.outbound.Endpoint;
import java.time.InstantSource;

/** What access is built from. */
final class AccessAssembly {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private AccessAssembly() {}

    static AccessServices over(
            Settings settings,
            SqlPersistence records,
            Authorization authorization,
            IdSource ids,
            InstantSource clock,
            Closing closing) {
        var local = LocalAccess.open(
                settings.access(),
                records.signingKeys(),
                () -> closing.later(client(settings)).calls(),
                clock);
        var ports = new AccessPorts(
                records.users(),
                records.apiKeys(),
                records.refreshTokens(),
                records.externalIdentities(),
                local.provider(),
                local.passwords(),
                local.tokens(),
                records.transactions());
        return AccessServices.over(ports, new AccessSources(ids, local.randomSecrets(), clock), authorization);
    }

    /** The outbound guard, to which an administrator has named the identity provider by its issuer. */
    static OutboundClient client(Settings settings) {
        var issuer = settings.access().oidc().orElseThrow().issuer();
        var port = issuer.getPort() >= 0 ? issuer.getPort() : "https".equals(issuer.getScheme()) ? HTTPS : HTTP;
        var host = issuer.getHost().replaceAll("[\\[\\]]", "");
        return OutboundClient.open(settings.outbound().allowing(new Endpoint(host, port)));
    }
}
