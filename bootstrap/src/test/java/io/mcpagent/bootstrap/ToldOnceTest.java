package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToldOnceTest {
    @TempDir
    private Path data;

    @Test
    void aThingIsNewOnceInADataDirectory() {
        assertThat(ToldOnce.in(data).isNew("offline")).isTrue();
        assertThat(ToldOnce.in(data).isNew("offline")).isFalse();
        assertThat(ToldOnce.in(data).isNew("other")).isTrue();
        assertThat(ToldOnce.in(data.resolve("another")).isNew("offline")).isTrue();
    }

    @Test
    void whatCanNotBeKeptIsToldAgain() throws IOException {
        Files.writeString(data.resolve("told"), "no folder");

        assertThat(ToldOnce.in(data).isNew("offline")).isTrue();
        assertThat(ToldOnce.in(data).isNew("offline")).isTrue();
    }
}
