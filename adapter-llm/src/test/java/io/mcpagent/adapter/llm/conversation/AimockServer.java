package io.mcpagent.adapter.llm.conversation;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The npm package {@code @copilotkit/aimock}, which speaks OpenAI's protocol, in the version of the lock file. */
final class AimockServer implements AutoCloseable {
    private static final Path PACKAGE = Path.of("src/test/npm");
    private static final Path INSTALLED = Path.of("target/npm");
    private static final Pattern LISTENING = Pattern.compile("listening on (http://[\\d.:]+)");

    private final Process process;
    private final URI baseUrl;

    private AimockServer(Process process, URI baseUrl) {
        this.process = process;
        this.baseUrl = baseUrl;
    }

    static AimockServer start(Path fixtures) throws IOException, InterruptedException {
        install();
        var process = new ProcessBuilder(
                        "node",
                        INSTALLED
                                .resolve("node_modules/@copilotkit/aimock/dist/cli.js")
                                .toString(),
                        "-p",
                        "0",
                        "-c",
                        "5",
                        "-f",
                        fixtures.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .start();
        return new AimockServer(process, awaitAddress(process));
    }

    private static URI awaitAddress(Process process) throws IOException {
        var said = new ArrayList<String>();
        var lines = process.inputReader(StandardCharsets.UTF_8);
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            var found = LISTENING.matcher(line);
            if (!found.find()) continue;
            // It blocks when nobody reads what it says.
            Thread.ofVirtual().start(() -> lines.lines().forEach(ignored -> {}));
            return URI.create(found.group(1) + "/v1");
        }
        throw new IllegalStateException("aimock did not start: " + String.join("\n", said));
    }

    private static synchronized void install() throws IOException, InterruptedException {
        var lock = Files.readString(PACKAGE.resolve("package-lock.json"));
        var done = INSTALLED.resolve("installed");
        if (Files.exists(done) && Files.readString(done).equals(lock)) return;
        Files.createDirectories(INSTALLED);
        for (var file : List.of("package.json", "package-lock.json")) {
            Files.copy(PACKAGE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .start();
        var said = npm.inputReader(StandardCharsets.UTF_8).lines().toList();
        if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0)
            throw new IllegalStateException("npm ci failed: " + String.join("\n", said));
        Files.writeString(done, lock);
    }

    URI baseUrl() {
        return baseUrl;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
