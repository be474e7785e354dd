package io.mcpagent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/security.md} promises is shown by tests that there are. */
class SecurityPageTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|Contract))(?:\\.(\\w+))?`");
    private static final Pattern PROMISE = Pattern.compile("(?m)^\\| .* \\| (.*) \\|$");

    @Test
    void eachTestThatIsNamedIsThere() throws IOException {
        var tests = tests();
        var missing = new TreeSet<String>();
        var found = NAMED.matcher(page());
        while (found.find()) {
            var source = tests.stream()
                    .filter(file -> file.getFileName().toString().equals(found.group(1) + ".java"))
                    .findAny();
            var isThere = source.isPresent()
                    && (found.group(2) == null || Files.readString(source.get()).contains(" " + found.group(2) + "("));
            if (!isThere) missing.add(found.group());
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void eachPromiseNamesATest() throws IOException {
        var unshown = new HashSet<String>();
        for (var table : page().split("\\| promise \\| shown by \\|\\n\\|---\\|---\\|\\n", -1)) {
            if (page().startsWith(table)) continue;
            table.lines()
                    .takeWhile(line -> line.startsWith("|"))
                    .filter(line ->
                            !PROMISE.matcher(line).replaceAll("$1").matches(".*(`\\w+(Test|Contract)|the same).*"))
                    .forEach(unshown::add);
        }
        assertThat(unshown).isEmpty();
    }

    private static String page() throws IOException {
        return Files.readString(PROJECT.resolve("docs/security.md"));
    }

    private static Set<Path> tests() throws IOException {
        var tests = new HashSet<Path>();
        try (var modules = Files.list(PROJECT)) {
            for (var sources : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (var files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(tests::add);
                }
            }
        }
        return tests;
    }
}
