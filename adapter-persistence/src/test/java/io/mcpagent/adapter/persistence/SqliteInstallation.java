package io.mcpagent.adapter.persistence;

/** Records in the data directory. */
public abstract class SqliteInstallation extends Installation {
    @Override
    protected PersistenceSettings settings() {
        return new PersistenceSettings(directory());
    }
}
