package io.mcpagent.domain.access;

/** Where secrets come from: 256 bits that nobody can guess, as 43 characters of base64url. For use by many threads. */
@FunctionalInterface
public interface SecretSource {
    String next();
}
