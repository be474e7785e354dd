package io.mcpagent.adapter.cli;

import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest;

/** Questions to people, for people. */
final class InboxText {
    private InboxText() {}

    static String question(InputRequest request) {
        return switch (request) {
            case InputRequest.UnknownOutcome(var id, var call) ->
                "%s was called, or was about to be, when the process ended. Whether it did what it does is not known."
                        .formatted(RunTimeline.call(call));
        };
    }

    static String answer(InputAnswer answer) {
        return switch (answer) {
            case InputAnswer.CallAgain again -> "call it again";
            case InputAnswer.TakeAsDone(var note) -> "go on without it: " + note;
        };
    }
}
