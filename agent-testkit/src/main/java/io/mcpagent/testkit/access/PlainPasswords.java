package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.PasswordHash;
import io.mcpagent.domain.access.PasswordPort;
import io.mcpagent.domain.access.SecretHash;
import java.util.concurrent.atomic.AtomicInteger;

/** Quick and unsafe hashes, for tests alone; the parameters are a number that a test can raise. */
public final class PlainPasswords implements PasswordPort {
    private final AtomicInteger salts = new AtomicInteger();
    private final AtomicInteger compared = new AtomicInteger();
    private final AtomicInteger parameters = new AtomicInteger(1);

    /** Has hashes made so far be outdated. */
    public void raiseParameters() {
        parameters.incrementAndGet();
    }

    /** How often a password was compared with a hash. */
    public int compared() {
        return compared.get();
    }

    @Override
    public PasswordHash hash(Password password) {
        return hash(password, parameters.get() + "$" + salts.incrementAndGet());
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        compared.incrementAndGet();
        var end = hash.value().lastIndexOf('$');
        return end > 0 && hash(password, hash.value().substring(0, end)).value().equals(hash.value());
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return !hash.value().startsWith(parameters.get() + "$");
    }

    private static PasswordHash hash(Password password, String salt) {
        return new PasswordHash(
                salt + "$" + SecretHash.of(salt + password.value()).value());
    }
}
