package io.mcpagent.application.access;

import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.PasswordHash;
import io.mcpagent.domain.access.PasswordPort;
import io.mcpagent.domain.failure.InvalidRequest;

/** Passwords that are chosen. */
final class Passwords {
    private Passwords() {}

    /** @throws InvalidRequest with code {@code password_unacceptable} */
    static PasswordHash hashed(PasswordPort passwords, Password chosen) {
        if (!chosen.isAcceptable())
            throw new InvalidRequest(
                    "password_unacceptable",
                    "A password has %d to %d characters; several words make a good one."
                            .formatted(Password.SHORTEST, Password.LONGEST));
        return passwords.hash(chosen);
    }
}
