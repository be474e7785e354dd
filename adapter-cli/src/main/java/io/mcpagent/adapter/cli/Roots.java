package io.mcpagent.adapter.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Paths as people give them. */
final class Roots {
    private Roots() {}

    /** Absolute and without links where it exists, so that a folder is the same one whichever way it is reached. */
    static Path of(Path given) {
        try {
            return given.toRealPath();
        } catch (IOException missingOrHidden) {
            return given.toAbsolutePath().normalize();
        }
    }
}
