package io.mcpagent.adapter.persistence.failure;

import io.mcpagent.domain.failure.UpstreamFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What an error of SQLite means.
 *
 * @see <a href="https://sqlite.org/rescode.html">SQLite result codes</a>
 */
public final class SqliteFailures {
    /** Of an extended result code, the byte that holds the primary one. */
    private static final int PRIMARY = 0xFF;

    private SqliteFailures() {}

    public static RuntimeException of(SQLException error, Path file) {
        if (!(error instanceof SQLiteException sqlite)) return unusable(file, error);
        if (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) return full(file, error);
        return switch (SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY)) {
            case SQLITE_CONSTRAINT -> new ConstraintViolated(error);
            case SQLITE_FULL -> full(file, error);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(file, error);
            case SQLITE_BUSY, SQLITE_LOCKED -> busy(file, error);
            // Any other: the disk, its permissions, or a statement of ours that is wrong.
            default -> unusable(file, error);
        };
    }

    /** Whether another connection was in the way, so that the same may succeed in a moment. */
    public static boolean isBusy(SQLException error) {
        return error instanceof SQLiteException sqlite
                && (sqlite.getResultCode().code & PRIMARY) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    /** The first error of the database among the causes of what a library threw. */
    public static RuntimeException of(RuntimeException thrown, Path file) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error) return of(error, file);
        }
        return unusable(file, thrown);
    }

    private static UpstreamFailure full(Path file, SQLException error) {
        return new UpstreamFailure(
                "disk_full",
                "There is no room left on the disk for " + file + ", and nothing of this step was kept. Free some space"
                        + " and try again.",
                false,
                error);
    }

    private static UpstreamFailure damaged(Path file, SQLException error) {
        return new UpstreamFailure(
                "database_damaged",
                "The database " + file + " is damaged (" + error.getMessage() + "). Restore it from a backup; or move"
                        + " it away, and ingest the documents again into a new one.",
                false,
                error);
    }

    private static UpstreamFailure busy(Path file, SQLException error) {
        return new UpstreamFailure(
                "database_busy",
                "Another program keeps the database " + file + " locked. Try again when it is done.",
                true,
                error);
    }

    private static UpstreamFailure unusable(Path file, Exception error) {
        return new UpstreamFailure(
                "database_unusable",
                "The database " + file + " can't be used: " + error.getMessage() + ". Check the disk, and who may"
                        + " write there.",
                false,
                error);
    }
}
