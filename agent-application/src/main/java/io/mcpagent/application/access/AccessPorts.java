package io.mcpagent.application.access;

import io.mcpagent.domain.access.ApiKeyRepository;
import io.mcpagent.domain.access.PasswordPort;
import io.mcpagent.domain.access.RefreshTokenRepository;
import io.mcpagent.domain.access.TokenPort;
import io.mcpagent.domain.access.UserRepository;
import io.mcpagent.domain.transaction.TransactionPort;

/** What knows who may come in; always together. */
public record AccessPorts(
        UserRepository users,
        ApiKeyRepository keys,
        RefreshTokenRepository refreshTokens,
        PasswordPort passwords,
        TokenPort tokens,
        TransactionPort transactions) {}
