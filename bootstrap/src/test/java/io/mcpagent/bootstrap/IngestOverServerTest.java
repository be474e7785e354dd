package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.cli.CliHost;
import io.mcpagent.application.access.NewApiKey;
import io.mcpagent.application.access.NewUser;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code ingest} does with a server, real files and real connections. */
class IngestOverServerTest extends OverServerTest {
    private static final String QUINCES = "# Fruit\n\nQuinces ripen in October.\n";

    private Path files;

    @BeforeEach
    void aFolder() throws IOException {
        files = Files.createDirectories(folder.resolve("files"));
        write("fruit.md", QUINCES);
        write("sub/fruit.md", "# Fruit\n\nMedlars are eaten when they are soft.\n");
        write("b.txt", "Beech trees drop their leaves late.");
    }

    @Test
    void printsTheSameAsWithoutAServerWhateverHappensToTheFiles() throws Exception {
        var without = new ArrayList<Printed>();
        story(command -> onData(command)).forEach(without::add);
        clear();
        data = folder.resolve("held");
        try (var server = serve()) {
            assertThat(server.address()).hasHost("127.0.0.1");
            aFolder();
            assertThat(story(command -> onData(command))).isEqualTo(without);
        }
        clear();
        data = folder.resolve("elsewhere");
        try (var server = serve()) {
            aFolder();
            assertThat(story(command -> onServer(server, command))).isEqualTo(without);
        }
    }

    /** What is printed at each of its turns. */
    private List<Printed> story(Function<String[], Printed> run) throws IOException {
        var printed = new ArrayList<Printed>();
        var ingest = new String[] {"ingest", "--prune", files.toString()};
        var json = new String[] {"ingest", "--prune", "--json", files.toString()};
        write("empty.txt", "");
        write("picture.png", "\0\1\2\3");
        write("broken.pdf", "%PDF-1.7 and no more");
        write("ignored/secret.md", "Not to be seen.");
        write(".gitignore", "ignored/\n");
        Files.createSymbolicLink(files.resolve("out.md"), Files.writeString(folder.resolve("outside.md"), "Outside."));
        printed.add(run.apply(ingest));
        printed.add(run.apply(json));
        write("fruit.md", "# Fruit\n\nQuinces ripen in November.\n");
        write("new.md", "Sloes need frost.");
        printed.add(run.apply(json));
        Files.delete(files.resolve("new.md"));
        printed.add(run.apply(ingest));
        printed.add(
                run.apply(new String[] {"search", "quinces", "-k", "2", "--mode", "keyword", "--collection", "files"}));
        printed.add(
                run.apply(new String[] {"ingest", files.resolve("picture.png").toString()}));
        printed.add(run.apply(new String[] {"ingest", folder.resolve("nowhere").toString()}));
        printed.add(run.apply(new String[] {"ingest", "--language", "de", files.toString()}));
        clear();
        printed.add(run.apply(ingest));
        return printed;
    }

    @Test
    void sendsNothingThatTheServerHasAlready() throws Exception {
        try (var server = serve();
                var wire = new Wiretap(server.address())) {
            assertThat(over(wire, "ingest", files.toString()).out())
                    .isEqualTo("files: 3 files taken in, 0 unchanged, 0 deleted; 3 chunks can be found\n");
            assertThat(wire.heard())
                    .satisfies(heard -> assertThat(Wiretap.uploads(heard)).isEqualTo(3));

            assertThat(over(wire, "ingest", files.toString()).out())
                    .isEqualTo("files: 0 files taken in, 3 unchanged, 0 deleted; 3 chunks can be found\n");
            assertThat(wire.heard())
                    .doesNotContain("Quinces", "Medlars", "Beech")
                    .satisfies(heard -> assertThat(Wiretap.uploads(heard)).isZero());

            // As many bytes, others.
            write("b.txt", "Birch trees drop their leaves late.");
            assertThat(over(wire, "ingest", files.toString()).out())
                    .isEqualTo("files: 1 file taken in, 2 unchanged, 0 deleted; 3 chunks can be found\n");
            assertThat(wire.heard())
                    .contains("Birch")
                    .doesNotContain("Quinces", "Medlars")
                    .satisfies(heard -> assertThat(Wiretap.uploads(heard)).isEqualTo(1));
            assertThat(onServer(server, "documents", "list").out()).contains("sub/fruit.md");
            assertThat(onServer(server, "search", "beech", "--mode", "keyword").out())
                    .isEmpty();
        }
    }

    @Test
    void keepsWhatTheFolderHasNotUnlessItIsPruned() throws Exception {
        try (var server = serve()) {
            onServer(server, "ingest", files.toString());
            Files.delete(files.resolve("b.txt"));
            Files.delete(files.resolve("sub/fruit.md"));

            var kept = onServer(server, "ingest", files.toString());
            assertThat(kept.out())
                    .isEqualTo("files: 0 files taken in, 1 unchanged, 0 deleted; 3 chunks can be found\n");
            assertThat(kept.err())
                    .isEqualTo("files: 2 documents are not in %s and stay; --prune deletes them\n"
                            .formatted(files.toRealPath()));

            assertThat(onServer(server, "ingest", "--prune", files.toString()))
                    .isEqualTo(new Printed(
                            0, "files: 0 files taken in, 1 unchanged, 2 deleted; 1 chunk can be found\n", ""));
        }
    }

    @Test
    void whoMayNotWriteIsDeniedBeforeAnythingIsSent() throws Exception {
        assertThat(onData("collections", "create", "shared").exitCode()).isZero();
        assertThat(onData("collections", "create", "private").exitCode()).isZero();
        var key = keyOf("reader", Role.VIEWER, Permission.READ);
        var editor = keyOf("editor", Role.EDITOR, Permission.READ, Permission.WRITE);
        assertThat(onData("collections", "grant", "shared", "viewer", "read").exitCode())
                .isZero();
        assertThat(onData("collections", "grant", "shared", "editor", "read").exitCode())
                .isZero();
        try (var server = serve();
                var wire = new Wiretap(server.address())) {
            for (var denied : List.of(
                    over(wire, "ingest", files.toString(), "--api-key", key),
                    over(wire, "ingest", files.toString(), "--api-key", key, "--collection", "shared"),
                    over(wire, "ingest", files.toString(), "--api-key", editor, "--collection", "shared"),
                    over(wire, "ingest", files.toString(), "--api-key", editor, "--collection", "private"))) {
                assertThat(denied.exitCode()).isEqualTo(1);
                assertThat(denied.out()).isEmpty();
                assertThat(denied.err()).startsWith("mcp-agent: ").doesNotContain(key, "unexpected");
            }
            assertThat(wire.heard()).doesNotContain("Quinces", "Medlars", "Beech");
            assertThat(onData("documents", "list").out()).isEmpty();
            assertThat(over(wire, "ingest", files.toString(), "--api-key", editor)
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void aCollectionThatFollowsAFolderOfTheServerTakesNoCopiesOfWhatIsAsThere() throws IOException {
        write("empty.txt", "");
        assertThat(onData("ingest", files.toString()).exitCode()).isZero();
        var again = onData("ingest", files.toString());
        try (var server = serve()) {
            assertThat(onServer(server, "ingest", files.toString())).isEqualTo(again);
            write("new.txt", "News.");
            assertThat(onServer(server, "ingest", files.toString()))
                    .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(1))
                    .satisfies(refused -> assertThat(refused.err()).contains("follows", "--collection"));
            assertThat(onServer(server, "ingest", files.toString(), "--collection", "copies")
                            .out())
                    .contains("copies: 4 files taken in");
        }
    }

    @Test
    void whatTheServerRefusesIsOneFailedFileAndIsNotSent() throws Exception {
        write("large.txt", "Much. ".repeat(20_000));
        write("back\\slash.md", "Not a folder of another system.");
        write("x/" + "long".repeat(30) + "/" + "long".repeat(34) + ".md", "A long name.");
        var small = new LocalHost(
                TestSettings.environment("MCP_AGENT_DOCUMENTS_MAX_FILE_SIZE=4KiB"), AgentPlatform.Model.WHEN_NEEDED);
        try (var server = small.serve(options(), new CliHost.Listening(Optional.of("127.0.0.1"), Optional.of(0)));
                var wire = new Wiretap(server.address())) {
            var printed = over(wire, "ingest", files.toString());

            assertThat(printed.exitCode()).isEqualTo(3);
            assertThat(printed.out())
                    .contains(
                            "files: 3 files taken in",
                            "failed large.txt: ",
                            "4,096 bytes",
                            "at most 255 characters",
                            "without backslashes");
            assertThat(wire.heard()).contains("Quinces").doesNotContain("Much.");
        }
    }

    @Test
    void namesArriveAsTheyAre() throws Exception {
        var names = List.of(
                "100% \"quoted\"; a=b.md", "bücher/größe.md", "\uD83D\uDE00 \uFB01.md", "a+b&c?d#e.md", "'%22'%0A.md");
        for (var name : names) write(name, "Something that is called " + name);
        try (var server = serve()) {
            var printed = onServer(server, "ingest", files.toString());
            assertThat(printed.exitCode()).as(printed.out()).isZero();
            var listed = onServer(server, "documents", "list").out();
            assertThat(listed).contains(names);
            assertThat(onServer(server, "ingest", files.toString()).out())
                    .contains("0 files taken in, " + (names.size() + 3) + " unchanged");

            var broken = write("a\r\nX-Injected: yes\r\n\r\n.txt", "Injected.");
            var refused = onServer(server, "ingest", broken.toString(), "--collection", "broken");
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.out()).contains("control characters");
            assertThat(onServer(server, "documents", "list", "--collection", "broken")
                            .out())
                    .isEmpty();
        }
    }

    @Test
    void askTakesItsFolderInAndAsksNothingElse() throws Exception {
        assertThat(onData("collections", "create", "other").exitCode()).isZero();
        try (var server = serve();
                var wire = new Wiretap(server.address())) {
            var question = "When do quinces ripen?";
            var asked = over(wire, "ask", "--docs", files.toString(), question);
            assertThat(asked.exitCode()).as(asked.err()).isZero();
            assertThat(asked.out()).contains("October", "fruit.md");
            assertThat(asked.err()).contains("files: 3 files taken in");
            wire.heard();

            assertThat(over(wire, "ask", "--docs", files.toString(), question).err())
                    .doesNotContain("files:");
            assertThat(Wiretap.uploads(wire.heard())).isZero();
            var note = Files.writeString(folder.resolve("note.txt"), "Pears are picked in September.");
            assertThat(over(wire, "ask", "--docs", note.toString(), question).out())
                    .doesNotContain("October");
            assertThat(over(wire, "ask", "--docs", folder.resolve("nowhere").toString(), question)
                            .exitCode())
                    .isEqualTo(1);
        }
    }

    @Test
    void foldersOfOneNameAreNotMixedUp() throws Exception {
        var other = Files.createDirectories(folder.resolve("other/files"));
        Files.writeString(other.resolve("fruit.md"), "Another fruit.");
        try (var server = serve()) {
            var printed = onServer(server, "ingest", files.toString(), other.toString());
            assertThat(printed.exitCode()).isEqualTo(3);
            assertThat(printed.err()).contains("mixed up", "--collection");
            assertThat(onServer(server, "search", "another", "--mode", "keyword")
                            .out())
                    .isEmpty();
        }
    }

    private String keyOf(String name, Role role, Permission... scopes) {
        try (var platform = host().open(options())) {
            var access = platform.access();
            var password = new Password("correct horse battery");
            if (access.users().users(Caller.LOCAL_OWNER).isEmpty())
                access.users()
                        .create(
                                Caller.LOCAL_OWNER,
                                new NewUser("owner@example.org", "Owner", Set.of(Role.ADMIN)),
                                password);
            var user = access.users()
                    .create(Caller.LOCAL_OWNER, new NewUser(name + "@example.org", name, Set.of(role)), password)
                    .id();
            return access.keys()
                    .create(
                            new Caller(user, Set.of(role), Optional.empty()),
                            user,
                            new NewApiKey("laptop", Set.of(scopes), Optional.empty()))
                    .secret();
        }
    }

    private static Printed over(Wiretap wire, String... command) {
        return run(Stream.concat(Stream.of("--server", wire.address()), Stream.of(command))
                .toArray(String[]::new));
    }

    private Path write(String name, String text) throws IOException {
        var file = files.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void clear() throws IOException {
        try (var all = Files.walk(files)) {
            for (var path : all.sorted((one, two) -> two.compareTo(one)).toList())
                if (!path.equals(files)) Files.delete(path);
        }
    }
}
