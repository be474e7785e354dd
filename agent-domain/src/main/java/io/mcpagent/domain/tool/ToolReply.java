package io.mcpagent.domain.tool;

import io.mcpagent.domain.json.Json;

/** What came of a {@link ToolQuestion}. */
public sealed interface ToolReply {
    /**
     * The form's fields, the model's message, or nothing for an address that was opened.
     *
     * @param content as the protocol has it in the answer to such a question
     */
    record Accepted(Json.Obj content) implements ToolReply {}

    /** A person said no. */
    record Declined() implements ToolReply {}

    /** Nobody said anything. */
    record Dismissed() implements ToolReply {}
}
