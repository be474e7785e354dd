package io.mcpagent.adapter.persistence.tool;

import java.util.List;

/** The entities of this package. */
public final class ToolRows {
    public static final List<Class<?>> TYPES = List.of(ToolServerRow.class, ToolPinRow.class);

    private ToolRows() {}
}
