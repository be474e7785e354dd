package io.mcpagent.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"ada@example.org", "Ada.Lovelace+x@EXAMPLE.org", "a@b", "0_1@h-1.example"})
    void takesWhatLooksLikeAnAddress(String name) {
        assertThat(new LoginName(name).value()).isEqualTo(name.toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.org",
                "ada@",
                "ada@example.org\r\nX-Admin: 1",
                "ada @example.org",
                "a@b@c",
                "ada@-",
                "ädä@example.org",
                "ada\u0000@example.org",
                "<ada>@example.org",
                ".@x",
                "ada@example.org."
            })
    void takesNothingElse(String name) {
        assertThatThrownBy(() -> new LoginName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "Ada\r\nSet-Cookie: a=b",
                "Ada\u0000",
                "\u001b[31mAda",
                "Ada\u202eadA",
                "Ada\u2028Eve",
                "\ud83d"
            })
    void aDisplayNameIsOneLineOfText(String name) {
        assertThatThrownBy(() -> user(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDisplayNameMayBeOfAnyScript() {
        assertThat(user(" Ада Лавлейс 🙂 ").displayName()).isEqualTo("Ада Лавлейс 🙂");
    }

    @Test
    void whatIsSecretIsNotPrinted() {
        assertThat(new Password("correct horse")).hasToString("Password[***]");
        assertThat(new UserState.Active(new PasswordHash("$argon2id$x")).toString())
                .doesNotContain("argon2id");
    }

    private static User user(String displayName) {
        return new User(
                new UserId("u"),
                new LoginName("ada@example.org"),
                displayName,
                Set.of(Role.MEMBER),
                new UserState.Disabled(),
                0,
                Instant.EPOCH,
                0);
    }
}
