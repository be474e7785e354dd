package io.mcpagent.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the people of a data directory were told, and need not be told again: an empty file there for each thing. */
final class ToldOnce {
    private static final Logger LOG = LoggerFactory.getLogger(ToldOnce.class);

    private final Path folder;

    private ToldOnce(Path folder) {
        this.folder = folder;
    }

    static ToldOnce in(Path dataDirectory) {
        return new ToldOnce(dataDirectory.resolve("told"));
    }

    /** Whether it was not told yet; from now on it was. */
    boolean isNew(String thing) {
        var mark = folder.resolve(thing);
        try {
            if (Files.exists(mark)) return false;
            Files.createDirectories(folder);
            Files.createFile(mark);
        } catch (IOException notKept) {
            LOG.debug("it will be told again, as {} can't be written", folder, notKept);
        }
        return true;
    }
}
