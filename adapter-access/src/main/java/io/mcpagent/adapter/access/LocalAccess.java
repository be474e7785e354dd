package io.mcpagent.adapter.access;

import io.mcpagent.domain.access.PasswordPort;
import io.mcpagent.domain.access.SecretSource;
import io.mcpagent.domain.access.SigningKeyRepository;
import io.mcpagent.domain.access.TokenPort;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;

/** What proves who somebody is, in this process. Nothing is made or read before it is needed. */
public final class LocalAccess {
    private static final int SECRET_BYTES = 32;

    private final PasswordPort passwords = new Argon2Passwords();
    private final SecureRandom random = new SecureRandom();
    private final TokenPort tokens;

    private LocalAccess(TokenPort tokens) {
        this.tokens = tokens;
    }

    public static LocalAccess open(AccessSettings settings, SigningKeyRepository keys, InstantSource clock) {
        var secrets = new EnvelopeSecrets(new MasterKey(settings));
        return new LocalAccess(new JoseTokens(new SigningKeys(keys, secrets, clock), clock));
    }

    public PasswordPort passwords() {
        return passwords;
    }

    public TokenPort tokens() {
        return tokens;
    }

    public SecretSource randomSecrets() {
        return () -> {
            var bytes = new byte[SECRET_BYTES];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }
}
