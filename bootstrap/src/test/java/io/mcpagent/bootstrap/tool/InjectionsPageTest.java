package io.mcpagent.bootstrap.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The cases that {@code docs/security.md} lists are those that are tried. With {@code -Dinjections.write} it is written. */
class InjectionsPageTest {
    private static final Path PAGE = Path.of("../docs/security.md");
    private static final String BEGIN = "<!-- cases: begin -->\n";
    private static final String END = "<!-- cases: end -->";

    @Test
    void thePageListsEachCase() throws IOException {
        var page = Files.readString(PAGE);
        var begin = page.indexOf(BEGIN) + BEGIN.length();
        var expected = page.substring(0, begin) + listed(Injection.all()) + page.substring(page.indexOf(END));
        if (System.getProperty("injections.write") != null) Files.writeString(PAGE, expected);
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String listed(List<Injection> injections) {
        var kinds = injections.stream()
                .collect(Collectors.groupingBy(Injection::kind, LinkedHashMap::new, Collectors.toList()));
        var lines = new StringBuilder("%d cases:\n\n".formatted(injections.size()));
        kinds.forEach((kind, cases) -> lines.append("- **%s** (%d): %s.\n"
                .formatted(
                        kind, cases.size(), cases.stream().map(Injection::name).collect(Collectors.joining("; ")))));
        return lines.toString();
    }
}
