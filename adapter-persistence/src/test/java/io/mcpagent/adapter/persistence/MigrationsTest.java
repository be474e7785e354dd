package io.mcpagent.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    @Test
    void theNewestVersionIsThatOfTheLastFile() throws IOException, URISyntaxException {
        var folder = Objects.requireNonNull(Migrations.class.getResource("migration"));
        try (var files = Files.list(Path.of(folder.toURI()))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                            .max(Integer::compare))
                    .contains(Migrations.NEWEST);
        }
    }
}
