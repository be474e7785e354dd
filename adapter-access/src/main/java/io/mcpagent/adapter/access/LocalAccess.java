package io.mcpagent.adapter.access;

import io.mcpagent.domain.access.IdentityProviderPort;
import io.mcpagent.domain.access.PasswordPort;
import io.mcpagent.domain.access.SecretSource;
import io.mcpagent.domain.access.SigningKeyRepository;
import io.mcpagent.domain.access.TokenPort;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Call;

/** What proves who somebody is. Nothing is made, read or asked before it is needed. */
public final class LocalAccess {
    private static final int SECRET_BYTES = 32;

    private final PasswordPort passwords = new Argon2Passwords();
    private final SecureRandom random = new SecureRandom();
    private final TokenPort tokens;
    private final Optional<IdentityProviderPort> provider;

    private LocalAccess(TokenPort tokens, Optional<IdentityProviderPort> provider) {
        this.tokens = tokens;
        this.provider = provider;
    }

    /**
     * Access as the settings say.
     *
     * @param calls with what the provider of {@link AccessSettings#oidc} is asked; used where there is one
     */
    public static LocalAccess open(
            AccessSettings settings, SigningKeyRepository keys, Supplier<Call.Factory> calls, InstantSource clock) {
        var secrets = new EnvelopeSecrets(new MasterKey(settings));
        return new LocalAccess(
                new JoseTokens(new SigningKeys(keys, secrets, clock), clock),
                settings.oidc().map(oidc -> provider(oidc, calls.get(), clock)));
    }

    /** An identity provider alone, to see whether it is there. */
    public static IdentityProviderPort provider(OidcSettings settings, Call.Factory calls, InstantSource clock) {
        return new OidcProvider(settings, new OidcHttp(calls), clock);
    }

    /** Who else may vouch for users. */
    public Optional<IdentityProviderPort> provider() {
        return provider;
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
