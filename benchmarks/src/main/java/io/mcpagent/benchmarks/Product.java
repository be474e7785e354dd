package io.mcpagent.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The product as a user starts it, by its launcher, over one data directory. What it says beside its results goes into a
 * file beside that.
 *
 * @param environment variables beside those of this process
 */
public record Product(Path launcher, Path data, Map<String, String> environment) {
    public Product {
        environment = Map.copyOf(environment);
    }

    /** A command, to its end; returns what it printed. */
    public String run(String... arguments) throws IOException, InterruptedException {
        var process = process(arguments);
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0)
            throw new IOException("failed, see %s: mcp-agent %s".formatted(log(), String.join(" ", arguments)));
        return printed;
    }

    /** The server at a port, which need not be ready when this returns; 0 for one that is free. */
    public ServerProcess serve(int port) throws IOException {
        return new ServerProcess(process("serve", "--port", Integer.toString(port)));
    }

    private Process process(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(launcher.toString(), "--data-dir", data.toString()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }
}
