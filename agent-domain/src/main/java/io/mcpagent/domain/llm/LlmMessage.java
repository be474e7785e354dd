package io.mcpagent.domain.llm;

import io.mcpagent.domain.tool.ToolCall;
import java.util.List;

/** One message of what a model is shown, in the order in which they were said. */
public sealed interface LlmMessage {
    record FromUser(String text) implements LlmMessage {}

    /** With the calls that it asked for; each is followed by its {@link FromTool}. */
    record FromModel(String text, List<ToolCall> calls) implements LlmMessage {
        public FromModel {
            calls = List.copyOf(calls);
        }
    }

    /**
     * What a tool answered.
     *
     * @param failed whether the text says why it did not
     */
    record FromTool(String callId, String tool, String text, boolean failed) implements LlmMessage {}
}
