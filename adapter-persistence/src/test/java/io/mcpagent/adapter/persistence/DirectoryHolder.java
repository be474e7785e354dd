package io.mcpagent.adapter.persistence;

import io.mcpagent.domain.failure.AgentFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens a data directory and holds it until its input ends; says whether it could. */
final class DirectoryHolder {
    static final String HELD = "held";

    private DirectoryHolder() {}

    public static void main(String[] args) throws IOException {
        try {
            var persistence = SqlPersistence.open(new PersistenceSettings(Path.of(args[0])), InstantSource.system());
            System.out.println(HELD);
            System.in.transferTo(OutputStream.nullOutputStream());
            persistence.close();
        } catch (AgentFailure e) {
            System.out.println(e.code());
        }
    }
}
