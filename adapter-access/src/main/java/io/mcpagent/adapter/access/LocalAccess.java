package io.mcpagent.adapter.access;

import io.mcpagent.domain.access.IdentityProviderPort;
import io.mcpagent.domain.access.PasswordPort;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.access.SecretSource;
import io.mcpagent.domain.access.SigningKey;
import io.mcpagent.domain.access.SigningKeyRepository;
import io.mcpagent.domain.access.TokenPort;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import okhttp3.Call;

/** What proves who somebody is. Nothing is made, read or asked before it is needed. */
public final class LocalAccess {
    private static final int SECRET_BYTES = 32;

    private final PasswordPort passwords = new Argon2Passwords();
    private final SecureRandom random = new SecureRandom();
    private final TokenPort tokens;
    private final Optional<IdentityProviderPort> provider;
    private final MasterKey master;
    private final SigningKeys signing;
    private final SecretPort secrets;
    private List<SecretKey> resealed = List.of();

    private LocalAccess(
            TokenPort tokens,
            Optional<IdentityProviderPort> provider,
            MasterKey master,
            SigningKeys signing,
            SecretPort secrets) {
        this.tokens = tokens;
        this.provider = provider;
        this.master = master;
        this.signing = signing;
        this.secrets = secrets;
    }

    /**
     * Access as the settings say.
     *
     * @param calls with what the provider of {@link AccessSettings#oidc} is asked; used where there is one
     */
    public static LocalAccess open(
            AccessSettings settings, SigningKeyRepository keys, Supplier<Call.Factory> calls, InstantSource clock) {
        var master = new MasterKey(settings);
        var secrets = new EnvelopeSecrets(master);
        var signing = new SigningKeys(keys, secrets, clock);
        return new LocalAccess(
                new JoseTokens(signing, clock),
                settings.oidc().map(oidc -> provider(oidc, calls.get(), clock)),
                master,
                signing,
                secrets);
    }

    /** What seals with the master key of these settings, where nothing else of access is needed. */
    public static SecretPort secrets(AccessSettings settings) {
        return new EnvelopeSecrets(new MasterKey(settings));
    }

    /**
     * Makes a new master key the one that seals. Those before it go on opening what they sealed, until {@link #retire}.
     *
     * @throws io.mcpagent.domain.failure.Conflict with code {@code master_key_elsewhere} where it is not in the file
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code master_key_unusable}
     */
    public static void rotate(AccessSettings settings) {
        new MasterKey(settings).rotate();
    }

    /** Forgets the master keys that were followed. What they sealed, and nobody sealed anew, is lost. */
    public static void retire(AccessSettings settings) {
        new MasterKey(settings).retire();
    }

    /** How many of these stored keys a master key has sealed that is not the newest. */
    public static int outdated(AccessSettings settings, List<SigningKey> stored) {
        return SigningKeys.outdated(secrets(settings), stored);
    }

    /** Seals what is stored with the newest master key; one at a time, so that whoever is killed goes on later. */
    public static void reseal(AccessSettings settings, SigningKeyRepository keys, InstantSource clock) {
        new SigningKeys(keys, secrets(settings), clock).rotate();
    }

    /**
     * Does so where the master keys are others than the last time, and more than one. What fails is tried again with the next
     * call.
     *
     * @param others does the same with what is stored elsewhere
     * @return whether it did
     */
    public synchronized boolean resealAfterRotation(Runnable others) {
        var keys = master.opening();
        if (keys.equals(resealed)) return false;
        if (keys.size() > 1) {
            signing.rotate();
            others.run();
        }
        resealed = keys;
        return keys.size() > 1;
    }

    /** What the master keys are known by where others may read it, that which seals first; none where nothing was sealed. */
    public List<String> masterKeys() {
        return master.names();
    }

    /** The same where nothing else of access is needed. */
    public static List<String> masterKeys(AccessSettings settings) {
        return new MasterKey(settings).names();
    }

    /** An identity provider alone, to see whether it is there. */
    public static IdentityProviderPort provider(AccessSettings.Oidc settings, Call.Factory calls, InstantSource clock) {
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

    /** What seals with the same master key. */
    public SecretPort secrets() {
        return secrets;
    }

    public SecretSource randomSecrets() {
        return () -> {
            var bytes = new byte[SECRET_BYTES];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }
}
