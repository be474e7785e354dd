package io.mcpagent.adapter.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedFilesTest {
    private static final String RESOURCE = "bge-small-en-v1.5-q-tokenizer.json";

    @TempDir
    private Path parent;

    @Test
    void areForTheirOwnerAlone() throws IOException {
        var folder = unpack();

        assertThat(permissions(root())).isEqualTo("rwx------");
        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve(RESOURCE))).isEqualTo("rw-------");
    }

    @Test
    void areUnpackedAgainWhenAByteOfThemChanged() throws IOException {
        var file = unpack().resolve(RESOURCE);
        var whole = Files.readAllBytes(file);
        var damaged = whole.clone();
        damaged[damaged.length / 2]++;
        Files.write(file, damaged);

        unpack();

        assertThat(file).hasBinaryContent(whole);
    }

    @Test
    void areUnpackedAgainWhenTheyWereCutOff() throws IOException {
        var file = unpack().resolve(RESOURCE);
        var whole = Files.readAllBytes(file);
        Files.write(file, new byte[10]);

        unpack();

        assertThat(file).hasBinaryContent(whole);
    }

    @Test
    void areRefusedWhereOthersMayWrite() throws IOException {
        var folder = unpack();
        for (var path : List.of(folder.resolve(RESOURCE), folder, root())) {
            var before = Files.getPosixFilePermissions(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwx---"));
            refuses(path, "may be written to by other users");
            Files.setPosixFilePermissions(path, before);
        }
        unpack();
    }

    @Test
    void areRefusedWhereALinkLeadsElsewhere() throws IOException {
        var folder = unpack();
        for (var path : List.of(folder.resolve(RESOURCE), folder, root())) {
            var elsewhere = parent.resolve("elsewhere");
            Files.move(path, elsewhere);
            Files.createSymbolicLink(path, elsewhere);
            refuses(path, "is a symbolic link");
            Files.delete(path);
            Files.move(elsewhere, path);
        }
        unpack();
    }

    @Test
    void theTunedModelIsMadeAgainWhenItIsDamaged() throws IOException {
        var settings = new EmbeddingSettings("all-MiniLM-L6-v2", 1, root());
        var question = List.of("Is it whole?");
        try (var first = LocalEmbeddings.open(settings)) {
            var expected = first.embedQueries(question);
            var tuned = tuned();
            var whole = Checksum.of(tuned);
            Files.move(tuned, parent.resolve("in use"));
            Files.write(tuned, new byte[(int) whole.size()]);

            try (var second = LocalEmbeddings.open(settings)) {
                assertThat(second.embedQueries(question)).isEqualTo(expected);
            }

            assertThat(Checksum.of(tuned)).isEqualTo(whole);
            assertThat(permissions(tuned)).isEqualTo("rw-------");
        }
    }

    private void refuses(Path path, String why) {
        assertThatThrownBy(this::unpack)
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("embedding_unavailable"))
                .hasMessageContainingAll(path.toString(), why, "Delete ");
    }

    private Path unpack() throws IOException {
        return new UnpackedFiles(root()).folder("tokenizer", List.of(RESOURCE));
    }

    private Path root() {
        return parent.resolve("cache");
    }

    private Path tuned() throws IOException {
        try (var files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".onnx")
                            && file.getFileName().toString().startsWith("tuned"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
