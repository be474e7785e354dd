package io.mcpagent.bootstrap;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A tool server of a process of its own, {@code ledger.mjs}, whose one tool appends a line to a file. */
record Ledger(Path folder) {
    static final String TOOL = "ledger__append";

    static Ledger in(Path folder) throws IOException {
        var ledger = new Ledger(Files.createDirectories(folder));
        ledger.describe("Appends a line.");
        return ledger;
    }

    /** The program and its arguments. */
    List<String> command() {
        return List.of("node", resource("ledger.mjs"), folder.toString());
    }

    /** What it will say of its tool when it is started the next time. */
    void describe(String description) throws IOException {
        Files.writeString(folder.resolve("description.txt"), description);
    }

    /** Makes one of the files by which it is told how to answer. */
    void tell(String name) throws IOException {
        Files.createFile(folder.resolve(name));
    }

    /** Whether its answer has reached whoever called it. */
    boolean wasHeard() {
        return Files.exists(folder.resolve("heard"));
    }

    List<String> lines() throws IOException {
        var file = folder.resolve("lines.txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** A script beside this class, as a path. */
    static String resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(Ledger.class.getResource(name))
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
