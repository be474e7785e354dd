package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsersAndKeysTest extends CliTest {
    @BeforeEach
    void hasAnAdministrator() {
        stdin = "correct horse battery\n";
        assertThat(run("users", "create", "ada@example.org", "--role", "admin", "--password-stdin")
                        .err())
                .contains("made ada@example.org");
    }

    @Test
    void listsUsers() {
        assertThat(run("users", "list").out()).isEqualTo("ada@example.org  active  admin  ada@example.org\n");
        var user = run("users", "list", "--json").outJson().getFirst();
        assertThat(user.path("state").asText()).isEqualTo("active");
        assertThat(user.toString()).doesNotContain("password");
    }

    @Test
    void invitesUsersAndPrintsTheirCodeAlone() {
        var printed = run("users", "create", "bob@example.org", "--role", "member", "--display-name", "Bob");

        assertThat(printed.out()).matches("\\S{43}\n");
        assertThat(printed.err()).contains("bob@example.org", "/api/v1/auth/accept");
        assertThat(run("users", "list").out()).contains("bob@example.org  invited  member  Bob\n");
    }

    @Test
    void changesRolesResetsAndDisables() {
        run("users", "create", "bob@example.org", "--role", "member", "--password-stdin");

        assertThat(run("users", "roles", "bob@example.org", "editor", "viewer").exitCode())
                .isZero();
        assertThat(run("users", "list").out()).contains("viewer, editor");
        assertThat(run("users", "disable", "bob@example.org").exitCode()).isZero();
        assertThat(run("users", "reset", "BOB@example.org").out()).hasSize(44);
        assertThat(run("users", "disable", "ada@example.org").err()).contains("last administrator");
        assertThat(run("users", "disable", "nobody@example.org").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run("users", "create", "cid@example.org").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("users", "create", "cid@example.org", "--role", "root").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void makesListsAndRevokesKeys() {
        var made = run("api-keys", "create", "ada@example.org", "ci", "--scope", "read", "--scope", "ask");
        assertThat(made.out()).startsWith("mcpa_");

        var listed = run("api-keys", "list", "ada@example.org").out();
        assertThat(listed)
                .contains("ci", "read, ask", "never used")
                .doesNotContain(made.out().strip());
        var id = run("api-keys", "list", "ada@example.org", "--json")
                .outJson()
                .getFirst()
                .path("id")
                .asText();
        assertThat(run("api-keys", "revoke", "ada@example.org", id).exitCode()).isZero();
        assertThat(run("api-keys", "list", "ada@example.org").out()).isEmpty();
        assertThat(run("api-keys", "revoke", "ada@example.org", id).err()).contains("no API key");
        assertThat(run("api-keys", "revoke", "ada@example.org", "x").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
