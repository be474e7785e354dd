package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger goes through {@code docs/api-tour.md} as it stands there, with a real server and {@code curl}. */
class ApiTourTest {
    private static final Path TOUR = Path.of("../docs/api-tour.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final Pattern CODE = Pattern.compile("with the code (\\S+)");

    @TempDir
    private Path folder;

    @Test
    void everyCommandOfTheTourDoesWhatItSays() throws Exception {
        var serving = List.of("serve", "--port", "0");
        var home = "XDG_DATA_HOME=" + folder.resolve("home");
        try (var server = ChildProcess.startIn(folder, Main.class, serving, home)) {
            var address = found(ADDRESS, server.line().orElse("")).group();
            var code = found(CODE, server.err()).group(1);

            var said = run(script().replaceFirst("API=\\S+", "API=" + address + "/api/v1")
                    .replaceFirst("CODE=\\S+", "CODE=" + code));

            assertThat(said)
                    .as("each step in its order")
                    .containsSubsequence(
                            "\"roles\":[\"admin\"]",
                            "authentication_required",
                            "\"display_name\":\"ada@example.org\"",
                            "\"collection\":\"garden\"",
                            "\"state\":\"ready\"",
                            "The hornbeam hedge is cut in June.",
                            "\"answered\":true",
                            "event: answer.completed",
                            "{\"data\":[]",
                            "\"access\":\"read\"",
                            "It may grow to 2 metres and no higher.",
                            "collection_not_found",
                            "\"action\":",
                            "\"intact\":true",
                            "token_invalid");
        }
    }

    private static String script() throws IOException {
        return BLOCK.matcher(Files.readString(TOUR))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("echo\n"));
    }

    /** A command that fails, or uses what an earlier one did not yield, ends it. */
    private String run(String script) throws IOException, InterruptedException {
        var bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said;
    }

    private static MatchResult found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.toMatchResult();
    }
}
