package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mcpagent.adapter.persistence.json.JsonText;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.bootstrap.conversation.LibraryExample;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.CitationJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way of use that the README shows, as it stands there, in a folder with this project's {@code docs}. */
class ReadmeTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    @TempDir
    private Path folder;

    private String home = "";

    @BeforeEach
    void copyDocs() throws IOException {
        home = "XDG_DATA_HOME=" + folder.resolve("home");
        try (var docs = Files.list(PROJECT.resolve("docs"))) {
            Files.createDirectory(folder.resolve("docs"));
            docs.forEach(file -> copy(file, folder.resolve("docs").resolve(file.getFileName())));
        }
    }

    @Test
    void theTerminalTheServerAndTheLibraryGiveTheSameAnswer() throws Exception {
        var asked = command("./mcp-agent ask");
        var forPeople = run(arguments(asked));
        assertThat(forPeople.exitCode()).as(forPeople.err()).isZero();
        assertThat(forPeople.out()).contains("Sources", "guide.md");

        var arguments = new ArrayList<>(arguments(asked));
        arguments.addFirst("--json");
        var terminal = object(run(arguments).out().lines().toList().getLast());
        var server = object(overHttp());
        assertSame(terminal, server);
        assertSame(terminal, byLibrary());
    }

    @Test
    void theLibrarysExampleIsTheOneThatRuns() throws Exception {
        var source = Files.readString(Path.of("src/test/java/io/mcpagent/bootstrap/conversation/LibraryExample.java"));
        var begin = source.indexOf("// README: begin\n") + "// README: begin\n".length();
        var example = source.substring(begin, source.indexOf("// README: end")).strip();
        assertThat(blocks("java")).containsExactly(example);

        try (var child = ChildProcess.startIn(folder, LibraryExample.class, List.of(), home)) {
            var ended = child.ended();
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.out())
                    .startsWith("The data directory is")
                    .contains("[1]")
                    .doesNotContain("INFO");
        }
    }

    /** The data of the last event that {@code curl} prints. */
    private String overHttp() throws Exception {
        var serving = new ArrayList<>(arguments(command("./mcp-agent serve")));
        serving.addAll(List.of("--port", "0"));
        try (var server = ChildProcess.startIn(folder, Main.class, serving, home)) {
            var address = ADDRESS.matcher(server.line().orElse(""));
            assertThat(address.find()).as(server.err()).isTrue();
            var curl = new ProcessBuilder(
                            "bash", "-c", ADDRESS.matcher(command("curl")).replaceFirst(address.group()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var lines = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(curl.waitFor()).isZero();
            assertThat(lines).contains("event: answer.completed");
            return lines.stream()
                    .filter(line -> line.startsWith("data: "))
                    .reduce((earlier, later) -> later)
                    .orElseThrow()
                    .substring("data: ".length());
        }
    }

    private Json.Obj byLibrary() {
        var settings = TestSettings.in(folder.resolve("home/mcp-agent"));
        try (var platform = AgentPlatform.open(settings)) {
            var question = WORD.matcher(command("./mcp-agent ask"))
                    .results()
                    .map(word -> word.group(1))
                    .filter(quoted -> quoted != null)
                    .findFirst()
                    .orElseThrow();
            var answer = platform.chat()
                    .ask(Caller.LOCAL_OWNER, new AskRequest(question))
                    .answer()
                    .orElseThrow();
            return Json.object()
                    .with("answer", Json.of(answer.answer()))
                    .with(
                            "citations",
                            Json.array(answer.citations().stream()
                                    .map(CitationJson::of)
                                    .toList()));
        }
    }

    private static void assertSame(Json.Obj one, Json.Obj other) {
        assertThat(other.get("answer")).isEqualTo(one.get("answer"));
        var citations = citations(one);
        var others = citations(other);
        assertThat(others).hasSameSizeAs(citations).isNotEmpty();
        for (var i = 0; i < citations.size(); i++) {
            for (var field : List.of("document", "location", "quote")) {
                assertThat(others.get(i).get(field)).isEqualTo(citations.get(i).get(field));
            }
            assertThat(score(others.get(i))).isCloseTo(score(citations.get(i)), within(1e-3));
        }
    }

    private static List<Json.Obj> citations(Json.Obj answer) {
        var citations = (Json.Arr) answer.get("citations").orElseThrow();
        return citations.elements().stream().map(Json.Obj.class::cast).toList();
    }

    private static double score(Json.Obj citation) {
        return ((Json.Num) citation.get("score").orElseThrow()).value().doubleValue();
    }

    private ChildProcess.Ended run(List<String> arguments) throws IOException, InterruptedException {
        try (var child = ChildProcess.startIn(folder, Main.class, arguments, home)) {
            return child.ended();
        }
    }

    private static List<String> arguments(String command) {
        return WORD.matcher(command)
                .results()
                .skip(1)
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }

    /** The README's command that begins so, with its continued lines. */
    private static String command(String begin) {
        return blocks("").stream()
                .flatMap(block -> block.replace("\\\n", "").lines())
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the README has no command " + begin));
    }

    private static List<String> blocks(String language) {
        return BLOCK.matcher(readme())
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2).strip())
                .toList();
    }

    private static String readme() {
        try {
            return Files.readString(PROJECT.resolve("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json.Obj object(String json) {
        return (Json.Obj) JsonText.read(json);
    }
}
