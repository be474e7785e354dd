package io.mcpagent.adapter.persistence.transaction;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements by which transactions of a group have written so far, so that they can be run again. */
final class Written {
    /** What is kept for this holds memory until the group has ended. */
    private static final int MOST = 1_000;

    private final List<Write> writes = new ArrayList<>();
    private boolean isWhole = true;

    // Handed on, and changed by nobody.
    @SuppressWarnings("ArrayRecordComponent")
    record Write(String sql, @Nullable Object[] arguments) {}

    void add(String sql, @Nullable Object[] arguments) {
        if (writes.size() < MOST) writes.add(new Write(sql, arguments));
        else isWhole = false;
    }

    /** Something is written that is not seen here. */
    void miss() {
        isWhole = false;
    }

    /** Whether nothing is missing. */
    boolean isWhole() {
        return isWhole;
    }

    int size() {
        return writes.size();
    }

    List<Write> first(int count) {
        return List.copyOf(writes.subList(0, count));
    }

    void clear() {
        writes.clear();
        isWhole = true;
    }
}
