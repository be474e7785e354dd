package io.mcpagent.domain.run;

import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolQuestion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A question to a person that a run waits for. */
public sealed interface InputRequest {
    InputRequestId id();

    /** The call that it is about. */
    ToolCall call();

    /** When the run goes on without an answer. */
    Optional<Instant> expires();

    /**
     * A call was made, or was about to be, when the process died, or its connection while it asked something; whether it
     * did what it does is not known.
     */
    record UnknownOutcome(InputRequestId id, ToolCall call) implements InputRequest {
        @Override
        public Optional<Instant> expires() {
            return Optional.empty();
        }
    }

    /**
     * Whether a call may be made.
     *
     * @param reason why that is asked, in the words of the gate
     */
    record ApproveCall(InputRequestId id, ToolCall call, String reason, Instant expiresAt) implements InputRequest {
        public ApproveCall {
            expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public Optional<Instant> expires() {
            return Optional.of(expiresAt);
        }
    }

    /**
     * What a tool asks in the midst of a call. All texts of the question are the tool's.
     *
     * @param round which time it is that the call asks, from 0; several questions of one round are answered together
     * @param state what the tool wants to be given back with the answers of the round
     */
    record AskedByTool(
            InputRequestId id,
            ToolCall call,
            int round,
            Optional<String> state,
            ToolQuestion question,
            Instant expiresAt)
            implements InputRequest {
        public AskedByTool {
            expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
            if (round < 0) throw new IllegalArgumentException("rounds are counted from 0");
        }

        @Override
        public Optional<Instant> expires() {
            return Optional.of(expiresAt);
        }
    }
}
