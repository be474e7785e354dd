package io.mcpagent.adapter.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.document.UploadStorePort;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file system of a megabyte, which only root on Linux may mount; CI is that. */
class FullDiskTest {
    @TempDir
    Path folder;

    private Path disk;
    private UploadStorePort uploads;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectories(folder.resolve("disk"));
        assertThat(command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()))
                .as("this test has to run as root, to mount a small disk")
                .isZero();
        uploads = DocumentFiles.open(DocumentSettings.DEFAULT).uploads(disk.resolve("files"));
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        command("umount", disk.toString());
    }

    @Test
    void anUploadThatFindsNoRoomLeavesNothingAndIsTakenWhenThereIsSome() throws Exception {
        var large = new byte[2 << 20];

        assertThatThrownBy(() -> uploads.receive(new ByteArrayInputStream(large)))
                .isInstanceOfSatisfying(UpstreamFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("disk_full");
                    assertThat(failure.getMessage()).contains("room");
                });
        try (var left = Files.list(disk.resolve("files"))) {
            assertThat(left).isEmpty();
        }

        assertThat(command("mount", "-o", "remount,size=8m", disk.toString())).isZero();
        var received = uploads.receive(new ByteArrayInputStream(large));
        uploads.keep(received);
        assertThat(uploads.stored()).containsExactly(received.hash());
    }

    private static int command(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).inheritIO().start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
