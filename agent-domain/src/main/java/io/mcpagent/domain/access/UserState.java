package io.mcpagent.domain.access;

import java.time.Instant;

/** Whether a user can sign in. */
public sealed interface UserState {
    /**
     * Has a code to set a password with, until that time.
     *
     * @param code shown once to whoever invited
     */
    record Invited(SecretHash code, Instant until) implements UserState {}

    record Active(PasswordHash password) implements UserState {}

    /** Signs in with an identity provider, and has no password here. */
    record External() implements UserState {}

    /** Can't sign in, and what was signed in is out; comes back by an invitation. */
    record Disabled() implements UserState {}
}
