package io.mcpagent.adapter.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.PasswordPort;
import io.mcpagent.testkit.access.PasswordPortContract;
import org.junit.jupiter.api.Test;

class Argon2PasswordsTest implements PasswordPortContract {
    private final PasswordPort passwords = new Argon2Passwords();

    @Override
    public PasswordPort passwords() {
        return passwords;
    }

    @Test
    void hashesWithTheParametersOfOwasp() {
        assertThat(passwords.hash(new Password("correct horse battery")).value())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void aHashOfLesserParametersIsOutdatedAndStillMatches() {
        var password = new Password("correct horse battery");
        var old = new Argon2Passwords(4_096, 1).hash(password);

        assertThat(passwords.matches(password, old)).isTrue();
        assertThat(passwords.isOutdated(old)).isTrue();
    }
}
