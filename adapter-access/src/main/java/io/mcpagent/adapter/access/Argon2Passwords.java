package io.mcpagent.adapter.access;

import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.PasswordHash;
import io.mcpagent.domain.access.PasswordPort;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP's parameters</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>
 */
final class Argon2Passwords implements PasswordPort {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    /** Each takes a core and its memory. */
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final Argon2PasswordEncoder encoder;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    Argon2Passwords() {
        this(MEMORY_KIBIBYTES, PASSES);
    }

    Argon2Passwords(int memoryKibibytes, int passes) {
        encoder = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, memoryKibibytes, passes);
    }

    @Override
    public PasswordHash hash(Password password) {
        return placed(() -> new PasswordHash(encoded(password)));
    }

    private String encoded(Password password) {
        var encoded = encoder.encode(password.value());
        if (encoded == null) throw new IllegalStateException("a password has a hash");
        return encoded;
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        return placed(() -> encoder.matches(password.value(), hash.value()));
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return encoder.upgradeEncoding(hash.value());
    }

    private <T> T placed(Supplier<T> work) {
        places.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
