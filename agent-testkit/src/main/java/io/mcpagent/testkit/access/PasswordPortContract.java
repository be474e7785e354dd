package io.mcpagent.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.PasswordHash;
import io.mcpagent.domain.access.PasswordPort;
import org.junit.jupiter.api.Test;

/** What must hold for the hashing of passwords. */
public interface PasswordPortContract {
    PasswordPort passwords();

    @Test
    default void knowsAPasswordAgain() {
        for (var text : new String[] {"correct horse battery", "pässwörd 🙂 pässwörd", "x".repeat(Password.LONGEST)}) {
            var hash = passwords().hash(new Password(text));

            assertThat(passwords().matches(new Password(text), hash)).isTrue();
            assertThat(passwords().matches(new Password(text.substring(1)), hash))
                    .isFalse();
            assertThat(passwords().matches(new Password(text + " "), hash)).isFalse();
            assertThat(passwords().isOutdated(hash)).isFalse();
            assertThat(hash.value()).doesNotContain(text);
        }
    }

    @Test
    default void saltsEachHash() {
        var password = new Password("correct horse battery");
        assertThat(passwords().hash(password)).isNotEqualTo(passwords().hash(password));
    }

    @Test
    default void matchesNothingThatIsNoHash() {
        assertThat(passwords().matches(new Password("plain"), new PasswordHash("plain")))
                .isFalse();
        assertThat(passwords().matches(new Password(""), new PasswordHash("$argon2id$broken")))
                .isFalse();
    }
}
