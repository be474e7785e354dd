package io.mcpagent.adapter.persistence;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL. */
public abstract class OnTwoNodes {
    protected final InstantSource clock = InstantSource.system();
    protected SqlPersistence first;
    protected SqlPersistence second;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        var server = EmbeddedServer.newDatabase();
        first = open("first", server);
        second = open("second", server);
    }

    private SqlPersistence open(String node, PersistenceSettings.Server server) {
        return SqlPersistence.open(
                new PersistenceSettings(
                        directory.resolve(node), PersistenceSettings.DEFAULT_LEASE, Optional.of(server)),
                clock);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }
}
