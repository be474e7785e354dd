package io.mcpagent.bootstrap;

import io.mcpagent.adapter.access.LocalAccess;
import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.application.access.AccessPorts;
import io.mcpagent.application.access.AccessServices;
import io.mcpagent.application.access.AccessSources;
import io.mcpagent.application.access.AuditSealing;
import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.access.DenialTrail;
import io.mcpagent.application.access.MasterKeyTrail;
import io.mcpagent.bootstrap.outbound.OutboundClient;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.bootstrap.telemetry.DenialLog;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.TimeOrderedIds;
import io.mcpagent.domain.outbound.Endpoint;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What access is built from. */
final class AccessAssembly {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private static final Logger LOG = LoggerFactory.getLogger(AccessAssembly.class);
    private static final Duration SEALING = Duration.ofSeconds(10);

    private AccessAssembly() {}

    /** What one command appended is sealed when it ends, what a server does while it runs. */
    static AuditSealing sealing(SqlPersistence records, InstantSource clock, AgentPlatform.Leftovers leftovers) {
        var sealing = new AuditSealing(
                records.audit(),
                records.transactions(),
                clock,
                trouble -> LOG.warn("the audit log can't be sealed now; it is tried again: {}", trouble.toString()));
        if (leftovers == AgentPlatform.Leftovers.IN_BACKGROUND) sealing.sealEvery(SEALING);
        return sealing;
    }

    static AuditTrail trail(SqlPersistence records, InstantSource clock) {
        return new AuditTrail(records.audit(), new TimeOrderedIds(clock, new SecureRandom()), clock);
    }

    static MasterKeyTrail masterKeys(SqlPersistence records, AuditTrail trail) {
        return new MasterKeyTrail(records.audit(), records.transactions(), trail);
    }

    /** Each denial goes to the log, and to the audit log soon after. */
    static Authorization authorization(SqlPersistence records, AuditTrail trail, Closing closing) {
        var log = new DenialLog();
        var denials = closing.later(DenialTrail.over(
                trail,
                records.transactions(),
                trouble -> LOG.warn("denials can't be audited now; it is tried again: {}", trouble.toString())));
        return new Authorization(records.grants(), denial -> {
            log.accept(denial);
            denials.accept(denial);
        });
    }

    static LocalAccess local(Settings settings, SqlPersistence records, InstantSource clock, Closing closing) {
        return LocalAccess.open(
                settings.access(),
                records.signingKeys(),
                () -> closing.later(client(settings)).calls(),
                clock);
    }

    static AccessServices over(
            LocalAccess local, SqlPersistence records, Authorization authorization, IdSource ids, InstantSource clock) {
        var ports = new AccessPorts(
                records.users(),
                records.apiKeys(),
                records.refreshTokens(),
                records.externalIdentities(),
                local.provider(),
                records.audit(),
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
