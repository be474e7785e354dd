package io.mcpagent.adapter.persistence.failure;

import io.mcpagent.domain.failure.UpstreamFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What an error of SQLite means.
 *
 * @see <a href="https://sqlite.org/rescode.html">SQLite result codes</a>
 */
public final class SqliteFailures implements Failures {
    /** Of an extended result code, the byte that holds the primary one. */
    private static final int PRIMARY = 0xFF;

    private final Path file;

    public SqliteFailures(Path file) {
        this.file = file;
    }

    @Override
    public RuntimeException of(SQLException error) {
        if (!(error instanceof SQLiteException sqlite)) return unusable(error);
        var code = sqlite.getResultCode();
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) return full(error);
        return switch (SQLiteErrorCode.getErrorCode(code.code & PRIMARY)) {
            case SQLITE_CONSTRAINT ->
                new ConstraintViolated(error, code == SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY);
            case SQLITE_FULL -> full(error);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(error);
            case SQLITE_BUSY, SQLITE_LOCKED -> busy(error);
            // Any other: the disk, its permissions, or a statement of ours that is wrong.
            default -> unusable(error);
        };
    }

    /** Whether another connection was in the way, so that the same may succeed in a moment. */
    public static boolean isBusy(SQLException error) {
        return error instanceof SQLiteException sqlite
                && (sqlite.getResultCode().code & PRIMARY) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    private UpstreamFailure full(SQLException error) {
        return new UpstreamFailure(
                "disk_full",
                "There is no room left on the disk for " + file + ", and nothing of this step was kept. Free some space"
                        + " and try again.",
                false,
                error);
    }

    private UpstreamFailure damaged(SQLException error) {
        return new UpstreamFailure(
                "database_damaged",
                "The database " + file + " is damaged (" + error.getMessage() + "). Restore it from a backup; or move"
                        + " it away, and ingest the documents again into a new one.",
                false,
                error);
    }

    private UpstreamFailure busy(SQLException error) {
        return new UpstreamFailure(
                "database_busy",
                "Another program keeps the database " + file + " locked. Try again when it is done.",
                true,
                error);
    }

    @Override
    public UpstreamFailure unusable(Exception error) {
        return new UpstreamFailure(
                "database_unusable",
                "The database " + file + " can't be used: " + error.getMessage() + ". Check the disk, and who may"
                        + " write there.",
                false,
                error);
    }
}
