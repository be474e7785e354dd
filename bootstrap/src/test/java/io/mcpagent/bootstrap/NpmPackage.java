package io.mcpagent.bootstrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that others wrote, in the versions of a lock file. What is installed is shared with the tests of adapter-mcp. */
enum NpmPackage {
    /** Clients of the Model Context Protocol. */
    SUITE("suite"),
    /** Servers of it. */
    TOOL_SERVERS("tool-servers");

    private final Path source;
    private final Path installed;

    NpmPackage(String name) {
        this.source = Path.of("../adapter-mcp/src/test/npm", name);
        this.installed =
                Path.of("../adapter-mcp/target/npm", name).toAbsolutePath().normalize();
    }

    /** Where a file of it lies once it is installed. */
    Path file(String path) {
        install();
        return installed.resolve(path);
    }

    private synchronized void install() {
        try {
            Files.createDirectories(installed);
            try (var files = Files.list(source)) {
                for (var file : files.toList())
                    Files.copy(file, installed.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            var lock = Files.readString(source.resolve("package-lock.json"));
            var done = installed.resolve("installed");
            if (Files.exists(done) && Files.readString(done).equals(lock)) return;
            run(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
            Files.writeString(done, lock);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        var npm = new ProcessBuilder(command)
                .directory(installed.toFile())
                .redirectErrorStream(true)
                .start();
        var said = npm.inputReader(StandardCharsets.UTF_8).lines().toList();
        if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0)
            throw new IllegalStateException("npm ci failed: " + String.join("\n", said));
    }
}
