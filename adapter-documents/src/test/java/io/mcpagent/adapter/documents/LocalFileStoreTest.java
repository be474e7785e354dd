package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.document.FileStorePort.FileEntry;
import io.mcpagent.domain.document.FileStorePort.FileProblem;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.testkit.document.FileStorePortContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LocalFileStoreTest implements FileStorePortContract {
    @TempDir
    Path scratch;

    private final FileStorePort files =
            DocumentFiles.open(new DocumentSettings(1 << 20)).files();

    @BeforeEach
    void makeRoot() throws IOException {
        Files.createDirectory(root());
    }

    @Override
    public FileStorePort files() {
        return files;
    }

    @Override
    public Path root() {
        return scratch.resolve("root");
    }

    @Override
    public void put(String name, byte[] content) {
        write(root().resolve(name), content);
    }

    @Override
    public void remove(String name) {
        try {
            Files.delete(root().resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void leavesOutHiddenFilesAndFolders() {
        put(".hidden.txt", "no");
        put(".git/config", "no");
        put("a/.cache/b.txt", "no");
        put("a/c.txt", "yes");

        assertThat(names()).containsExactly("a/c.txt");
    }

    @Test
    void aReincludeBelowAnIgnoredFolderHasNoEffect() {
        put(".gitignore", "build/\n*.log\n!important.log\n!build/keep.txt\n");
        put("build/.gitignore", "!*\n");
        put("build/keep.txt", "no");
        put("a.log", "no");
        put("important.log", "yes");
        put("deep/.gitignore", "!a.log\n");
        put("deep/a.log", "yes");
        put("deep/b.log", "no");

        assertThat(names()).containsExactly("deep/a.log", "important.log");
    }

    @Test
    void rulesAboveTheRootApplyInsideAWorkTree() throws IOException {
        Files.createDirectory(scratch.resolve(".git"));
        write(scratch.resolve(".gitignore"), "/root/a.txt\n*.tmp\n".getBytes(UTF_8));
        put("a.txt", "no");
        put("b.tmp", "no");
        put("c/a.txt", "yes");

        assertThat(names()).containsExactly("c/a.txt");
    }

    @Test
    void rulesAboveTheRootDoNotApplyOutsideAWorkTree() {
        write(scratch.resolve(".gitignore"), "*\n".getBytes(UTF_8));
        put("a.txt", "yes");

        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void walksALoopOfLinksOnce() throws IOException {
        put("a/b/c.txt", "yes");
        Files.createSymbolicLink(root().resolve("a/b/up"), root().resolve("a"));
        Files.createSymbolicLink(root().resolve("self"), root());
        Files.createSymbolicLink(root().resolve("again.txt"), Path.of("a/b/c.txt"));

        var listing = files.list(root());

        assertThat(listing.files()).extracting(FileEntry::name).containsExactly("a/b/c.txt");
        assertThat(listing.problems()).isEmpty();
    }

    @Test
    void followsALinkToWhatIsNotListedOtherwise() throws IOException {
        put(".store/docs/a.txt", "yes");
        put(".store/b.txt", "yes");
        Files.createSymbolicLink(root().resolve("docs"), root().resolve(".store/docs"));
        Files.createSymbolicLink(root().resolve("b.txt"), root().resolve(".store/b.txt"));

        assertThat(names()).containsExactly("b.txt", "docs/a.txt");
        assertThat(files.read(root(), "docs/a.txt")).asString(UTF_8).isEqualTo("yes");
    }

    @Test
    void doesNotFollowALinkOutOfTheRoot() throws IOException {
        write(scratch.resolve("outside/secret.txt"), "no".getBytes(UTF_8));
        put("a.txt", "yes");
        Files.createSymbolicLink(root().resolve("folder"), scratch.resolve("outside"));
        Files.createSymbolicLink(root().resolve("file.txt"), scratch.resolve("outside/secret.txt"));

        var listing = files.list(root());

        assertThat(listing.files()).extracting(FileEntry::name).containsExactly("a.txt");
        assertThat(listing.problems()).extracting(FileProblem::name).containsExactly("file.txt", "folder");
        refuses("file.txt", "file_unreadable");
        refuses("folder/secret.txt", "file_unreadable");
        refuses("../outside/secret.txt", "file_unreadable");
    }

    @Test
    void tellsOfLinksThatLeadNowhere() throws IOException {
        Files.createSymbolicLink(root().resolve("broken"), Path.of("nowhere"));
        Files.createSymbolicLink(root().resolve("self"), Path.of("self"));

        assertThat(files.list(root()).problems()).extracting(FileProblem::name).containsExactly("broken", "self");
    }

    @Test
    @Timeout(10)
    void skipsWhatIsNoRegularFileWithoutWaitingForIt() throws Exception {
        put("a.txt", "yes");
        run("mkfifo", root().resolve("pipe").toString());

        assertThat(names()).containsExactly("a.txt");
        assertThatThrownBy(() -> files.read(root(), "pipe"))
                .isInstanceOfSatisfying(
                        NotFound.class, failure -> assertThat(failure.code()).isEqualTo("file_vanished"));
    }

    @Test
    void aFileAsRootListsItself() {
        put("only.txt", "yes");
        put("other.txt", "no");
        var file = root().resolve("only.txt");

        assertThat(files.list(file).files()).extracting(FileEntry::name).containsExactly("only.txt");
        assertThat(files.read(file, "only.txt")).asString(UTF_8).isEqualTo("yes");
    }

    @Test
    void aHugeFileIsRefusedBeforeItIsRead() throws IOException {
        try (var sparse = new RandomAccessFile(root().resolve("huge.bin").toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        assertThat(files.list(root()).files().getFirst().stamp().size()).isEqualTo(1L << 40);
        assertThatThrownBy(() -> files.read(root(), "huge.bin"))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        failure -> assertThat(failure.code()).isEqualTo("file_too_large"))
                .hasMessageContainingAll("1,048,576", "documents.max-file-size");
    }

    @Test
    void aFileOfExactlyTheLimitIsRead() {
        put("limit.bin", new byte[1 << 20]);
        put("more.bin", new byte[(1 << 20) + 1]);

        assertThat(files.read(root(), "limit.bin")).hasSize(1 << 20);
        refuses("more.bin", "file_too_large");
    }

    @Test
    void tellsOfNamesThatCannotBeToldOn() throws Exception {
        put("a.txt", "yes");
        put("line\nbreak.txt", "no");
        run("bash", "-c", "echo no > \"$(printf 'latin-\\374.txt')\"");

        var listing = files.list(root());

        assertThat(listing.files()).extracting(FileEntry::name).containsExactly("a.txt");
        assertThat(listing.problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.reason()).contains("Rename it"));
    }

    @Test
    void anInterruptIsNotTakenForAnUnreadableFile() {
        put("a.txt", "yes");
        Thread.currentThread().interrupt();
        try {
            assertThat(files.read(root(), "a.txt")).asString(UTF_8).isEqualTo("yes");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void stampsAreNoFinerThanTheyAreStored() {
        put("a.txt", "yes");
        var modifiedAt = files.list(root()).files().getFirst().stamp().modifiedAt();

        assertThat(modifiedAt).isEqualTo(modifiedAt.truncatedTo(ChronoUnit.MICROS));
    }

    private List<String> names() {
        return files.list(root()).files().stream().map(FileEntry::name).toList();
    }

    private void put(String name, String text) {
        put(name, text.getBytes(UTF_8));
    }

    private void refuses(String name, String code) {
        assertThatThrownBy(() -> files.read(root(), name))
                .isInstanceOfSatisfying(
                        AgentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(root().toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
