package io.mcpagent.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.persistence.transaction.Dialect;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsTest {
    @ParameterizedTest
    @EnumSource
    void theNewestVersionIsThatOfTheLastFile(Dialect dialect) throws IOException, URISyntaxException {
        assertThat(files(dialect).stream()
                        .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                        .max(Integer::compare))
                .contains(Migrations.NEWEST);
    }

    @Test
    void eachDatabaseHasTheSameSteps() throws IOException, URISyntaxException {
        assertThat(files(Dialect.POSTGRESQL)).isEqualTo(files(Dialect.SQLITE));
    }

    private static List<String> files(Dialect dialect) throws IOException, URISyntaxException {
        var folder = Objects.requireNonNull(Migrations.class.getResource("migration/" + dialect.migrations()));
        try (var files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
