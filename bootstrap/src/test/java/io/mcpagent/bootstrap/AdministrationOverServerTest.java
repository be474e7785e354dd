package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents, tools, grants and users on a data directory, on the server that holds it, and on one that is named. */
class AdministrationOverServerTest extends OverServerTest {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("agents", "list"),
            List.of("agents", "show", "assistant"),
            List.of("agents", "show", "nobody"),
            List.of("tools", "list"),
            List.of("agents", "grant", "assistant", "viewer", "read"),
            List.of("agents", "grants", "assistant"),
            List.of("agents", "revoke", "assistant", "viewer"),
            List.of("agents", "revoke", "assistant", "viewer"),
            List.of("collections", "grants", "nothing"),
            List.of("collections", "grant", "100% a+b", "editor", "write"),
            List.of("collections", "grants", "100% a+b"),
            List.of("collections", "grant", "100% a+b", "a/../b", "read"),
            List.of("collections", "revoke", "100% a+b", "editor"));

    @BeforeEach
    void makeACollectionAndABrokenAgent() throws IOException {
        assertThat(onData("collections", "create", "100% a+b").exitCode()).isZero();
        Files.writeString(Files.createDirectories(data.resolve("agents")).resolve("broken.yaml"), "steps: [");
    }

    @Test
    void printTheSameOverAServerAsWithoutOne() {
        var without = everything(COMMANDS);
        try (var server = serve()) {
            assertThat(everything(COMMANDS)).isEqualTo(without);
            assertThat(everything(COMMANDS, "--server", server.address().toString()))
                    .isEqualTo(without);
        }
    }

    @Test
    void aNameThatWouldClimbThePathReachesNothing() {
        try (var server = serve()) {
            for (var climbing : List.of("..", ".", "")) {
                assertThat(onServer(server, "collections", "revoke", "100% a+b", climbing)
                                .exitCode())
                        .isEqualTo(1);
                assertThat(onServer(server, "collections", "delete", climbing).exitCode())
                        .isEqualTo(1);
            }
            assertThat(onServer(server, "collections", "list").out()).contains("100% a+b");
        }
    }

    @Test
    void aVersionIsThatOfThisMachineAndSaysSo() {
        assertThat(run("version", "--server", "http://127.0.0.1:1"))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(2))
                .satisfies(refused -> assertThat(refused.err()).contains("this machine alone"));
    }

    @Test
    void usersAreAdministeredByWhoMayAndByNobodyElse() {
        try (var server = serve()) {
            assertThat(typed(
                                    "correct horse battery\n",
                                    "users",
                                    "create",
                                    "ada@example.org",
                                    "--role",
                                    "admin",
                                    "--password-stdin")
                            .err())
                    .contains("made ada@example.org");
            assertThat(onData("users", "create", "bob@example.org", "--role", "member", "--display-name", "Bob")
                            .out())
                    .matches("\\S{43}\n");
            assertThat(onData("users", "list").out()).isEqualTo("""
                            ada@example.org  active   admin   ada@example.org
                            bob@example.org  invited  member  Bob
                            """);
            assertThat(onData("users", "roles", "BOB@example.org", "editor", "viewer")
                            .err())
                    .isEqualTo("changed bob@example.org\n");
            assertThat(onData("users", "list").out()).contains("viewer, editor");
            assertThat(onData("users", "disable", "bob@example.org").exitCode()).isZero();
            assertThat(onData("users", "reset", "bob@example.org").out()).hasSize(44);
            assertThat(onData("users", "disable", "ada@example.org").err()).contains("last administrator");
            assertThat(onServer(server, "users", "list").err()).contains("API key");
        }
        // Without the server the same is said of whom there is not, and of what is no name.
        var without = refusals();
        try (var server = serve()) {
            assertThat(server.address()).hasHost("127.0.0.1");
            assertThat(refusals()).isEqualTo(without);
        }
    }

    private List<Printed> refusals() {
        return List.of(
                onData("users", "disable", "nobody@example.org"),
                onData("users", "reset", "../local"),
                onData("users", "create", "nobody", "--role", "viewer"),
                onData("users", "create", "ada@example.org", "--role", "viewer"),
                onData("users", "disable", "ada@example.org"));
    }
}
