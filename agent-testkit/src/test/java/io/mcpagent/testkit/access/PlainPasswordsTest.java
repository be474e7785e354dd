package io.mcpagent.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.PasswordPort;
import org.junit.jupiter.api.Test;

class PlainPasswordsTest implements PasswordPortContract {
    private final PlainPasswords passwords = new PlainPasswords();

    @Override
    public PasswordPort passwords() {
        return passwords;
    }

    @Test
    void aHashIsOutdatedOnceParametersWereRaised() {
        var hash = passwords.hash(new Password("correct horse battery"));
        passwords.raiseParameters();

        assertThat(passwords.isOutdated(hash)).isTrue();
        assertThat(passwords.matches(new Password("correct horse battery"), hash))
                .isTrue();
    }
}
