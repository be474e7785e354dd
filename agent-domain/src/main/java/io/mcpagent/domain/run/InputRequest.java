package io.mcpagent.domain.run;

import io.mcpagent.domain.tool.ToolCall;

/** A question to a person that a run waits for. */
public sealed interface InputRequest {
    InputRequestId id();

    /** A call was made, or was about to be, when the process died; whether it did what it does is not known. */
    record UnknownOutcome(InputRequestId id, ToolCall call) implements InputRequest {}
}
