package io.mcpagent.domain.access;

/**
 * Hashes passwords slowly, on purpose: each call takes tens of milliseconds and of memory some megabytes, and waits where
 * too many others are under way. Safe for use by many threads.
 */
public interface PasswordPort {
    /** With a salt of its own, so that no two hashes are the same. */
    PasswordHash hash(Password password);

    /** False for what is no hash of this kind too. */
    boolean matches(Password password, PasswordHash hash);

    /** Whether it was made with other parameters than are used now, and should be made anew at the next chance. */
    boolean isOutdated(PasswordHash hash);
}
