package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.domain.tool.ToolServerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tool servers from npm, in the versions of the lock file, and those of the test resources. */
final class NpmServers {
    private static final Path PACKAGE = Path.of("src/test/npm/tool-servers");
    private static final Path INSTALLED = Path.of("target/npm/tool-servers").toAbsolutePath();

    private NpmServers() {}

    /** A bin of an installed package, over its standard streams. */
    static ToolServerAddress.Process bin(String name, String... arguments) {
        return bin(name, Map.of(), arguments);
    }

    static ToolServerAddress.Process bin(String name, Map<String, String> environment, String... arguments) {
        install();
        var all = new ArrayList<String>();
        all.add(INSTALLED.resolve("node_modules/.bin").resolve(name).toString());
        all.addAll(List.of(arguments));
        return node(all, environment);
    }

    /** A script of the test resources, which finds the installed packages. */
    static ToolServerAddress.Process script(String name, String... arguments) {
        return script(name, Map.of(), arguments);
    }

    static ToolServerAddress.Process script(String name, Map<String, String> environment, String... arguments) {
        install();
        var script = INSTALLED.resolve(name);
        try (var source = NpmServers.class.getResourceAsStream(name)) {
            if (source == null) throw new IllegalArgumentException("no resource " + name);
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new ArrayList<String>();
        all.add(script.toString());
        all.addAll(List.of(arguments));
        return node(all, environment);
    }

    private static ToolServerAddress.Process node(List<String> arguments, Map<String, String> environment) {
        return new ToolServerAddress.Process("node", arguments, environment, Optional.empty());
    }

    static synchronized void install() {
        try {
            var lock = Files.readString(PACKAGE.resolve("package-lock.json"));
            var done = INSTALLED.resolve("installed");
            if (Files.exists(done) && Files.readString(done).equals(lock)) return;
            Files.createDirectories(INSTALLED);
            for (var file : List.of("package.json", "package-lock.json"))
                Files.copy(PACKAGE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .start();
            var said = npm.inputReader(StandardCharsets.UTF_8).lines().toList();
            if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0)
                throw new IllegalStateException("npm ci failed: " + String.join("\n", said));
            Files.writeString(done, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
