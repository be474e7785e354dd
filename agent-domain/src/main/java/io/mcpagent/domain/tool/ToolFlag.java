package io.mcpagent.domain.tool;

/**
 * Something about a tool's definition that a person should look at before approving it. No flag says that a tool is bad, and
 * none at all does not say that it is good.
 *
 * @param where as in {@code input_schema.properties.path.description}
 * @param text what was found, with everything in it made visible, or what to know of it
 */
public record ToolFlag(Kind kind, String where, String text) {
    public enum Kind {
        /** Characters that a person can't see, and a model reads. */
        HIDDEN_CHARACTERS,
        /** What makes a terminal do something instead of showing it. */
        TERMINAL_SEQUENCE,
        /** Text that speaks to a model about other things than this tool. */
        INSTRUCTIONS,
        /** An address by which something could be carried away. */
        ADDRESS,
        /** Text that has to be decoded to be read. */
        ENCODED_TEXT,
        /** More than a description needs; what stands in the midst of it is read by nobody. */
        OVERSIZED,
        /** Named as another tool is, or nearly so. */
        SIMILAR_NAME
    }
}
