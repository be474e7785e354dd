package io.mcpagent.bootstrap.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.bootstrap.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file system of a few megabytes, which only root on Linux may mount; CI is that. */
class FullDiskTest {
    private static final long SEED = 7;
    private static final String SIZE = "size=4m";

    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectories(folder.resolve("disk"));
        assertThat(command("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", disk.toString()))
                .as("this test has to run as root, to mount a small disk")
                .isZero();
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        command("umount", disk.toString());
    }

    @Test
    void stopsWithAMessageAndGoesOnWhenThereIsRoom() throws Exception {
        var files = folder.resolve("files");
        GeneratedCorpus.write(files, SEED);
        var data = disk.resolve("data");
        var ballast = Files.write(disk.resolve("ballast"), new byte[3 << 20]);

        var full = ingest(data, files);

        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(full.err()).containsIgnoringCase("room").doesNotContain("\tat ");

        Files.delete(ballast);
        command("mount", "-o", "remount,size=64m", disk.toString());
        var resumed = ingest(data, files);

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        var undisturbed = folder.resolve("undisturbed");
        assertThat(ingest(undisturbed, files).exitCode()).isZero();
        assertThat(StoredDocuments.chunks(data)).isEqualTo(StoredDocuments.chunks(undisturbed));
    }

    private static ChildProcess.Ended ingest(Path data, Path files) throws IOException, InterruptedException {
        return ChildProcess.run(List.of("--data-dir", data.toString(), "ingest", files.toString()));
    }

    private static int command(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).inheritIO().start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
