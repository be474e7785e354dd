package io.mcpagent.adapter.persistence.failure;

import io.mcpagent.domain.failure.UpstreamFailure;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/**
 * What an error of PostgreSQL, its driver or the pool of connections means.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public final class PostgresFailures implements Failures {
    private static final int CLASS = 2;
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /** Shut down by an administrator, crashed, not yet started, and too many connections. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

    /** A lock that others keep, a deadlock, a transaction that others' overtook, a statement that took too long. */
    private static final Set<String> IN_THE_WAY = Set.of("55P03", "40P01", "40001", "57014", "25P03");

    private static final String DISK_FULL = "53100";
    private static final String NO_SUCH_DATABASE = "3D000";

    private final String place;

    /** @param place the address, without anything secret */
    public PostgresFailures(String place) {
        this.place = place;
    }

    @Override
    public RuntimeException of(SQLException error) {
        if (error instanceof SQLTransientConnectionException noneFree)
            return noneFree.getCause() instanceof SQLException why ? of(why) : exhausted(noneFree);
        var state = String.valueOf(error.getSQLState());
        if (AWAY.contains(state)) return unreachable(error);
        if (IN_THE_WAY.contains(state)) return busy(error);
        if (state.equals(DISK_FULL)) return full(error);
        if (state.equals(NO_SUCH_DATABASE)) return refused(error);
        return switch (state.substring(0, CLASS)) {
            case "08" -> unreachable(error);
            case "23" -> new ConstraintViolated(error, state.equals(FOREIGN_KEY_VIOLATION));
            case "28" -> refused(error);
            case "XX" -> damaged(error);
            default -> unusable(error);
        };
    }

    private UpstreamFailure unreachable(SQLException error) {
        return new UpstreamFailure(
                "database_unreachable",
                "The database " + place + " can't be reached: " + reason(error) + " What was under way was not kept,"
                        + " unless the server had just accepted it. Check that the server runs, then try again.",
                true,
                error);
    }

    private UpstreamFailure exhausted(SQLException error) {
        return new UpstreamFailure(
                "database_busy",
                "All connections to the database " + place + " are in use, and none became free in time. Try again when"
                        + " there is less to do.",
                true,
                error);
    }

    private UpstreamFailure busy(SQLException error) {
        return new UpstreamFailure(
                "database_busy",
                "The database " + place + " was kept from a step by other work: " + reason(error)
                        + " Nothing of the step" + " was kept; try again.",
                true,
                error);
    }

    private UpstreamFailure refused(SQLException error) {
        return new UpstreamFailure(
                "database_refused",
                "The database " + place + " lets nobody in with these settings: " + reason(error)
                        + " Check storage.url, storage.user and storage.password.",
                false,
                error);
    }

    private UpstreamFailure full(SQLException error) {
        return new UpstreamFailure(
                "disk_full",
                "There is no room left on the disk of the database " + place
                        + ", and nothing of this step was kept. Free" + " some space and try again.",
                false,
                error);
    }

    private UpstreamFailure damaged(SQLException error) {
        return new UpstreamFailure(
                "database_damaged",
                "The database " + place + " is damaged: " + reason(error) + " Restore it from a backup.",
                false,
                error);
    }

    @Override
    public UpstreamFailure unusable(Exception error) {
        return new UpstreamFailure(
                "database_unusable",
                "The database " + place + " can't be used: " + reason(error)
                        + " Check storage.url, and what its user may" + " do there.",
                false,
                error);
    }

    /** The first line of what was said, as a sentence. */
    private static String reason(Exception error) {
        var said = String.valueOf(error.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return said.endsWith(".") ? said : said + ".";
    }
}
