package io.mcpagent.application.access;

import io.mcpagent.domain.access.ApiKeyRepository;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.ExternalIdentityRepository;
import io.mcpagent.domain.access.IdentityProviderPort;
import io.mcpagent.domain.access.PasswordPort;
import io.mcpagent.domain.access.RefreshTokenRepository;
import io.mcpagent.domain.access.TokenPort;
import io.mcpagent.domain.access.UserRepository;
import io.mcpagent.domain.transaction.TransactionPort;
import java.util.Optional;

/**
 * What knows who may come in; always together.
 *
 * @param provider who else may vouch for users
 */
public record AccessPorts(
        UserRepository users,
        ApiKeyRepository keys,
        RefreshTokenRepository refreshTokens,
        ExternalIdentityRepository identities,
        Optional<IdentityProviderPort> provider,
        AuditRepository audit,
        PasswordPort passwords,
        TokenPort tokens,
        TransactionPort transactions) {}
