package io.mcpagent.adapter.cli;

import io.mcpagent.application.run.RunFollower;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunEnd;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.StreamPosition;

/** Prints what comes of a run: its answer for people, each event for programs. */
final class RunPrinter implements RunFollower {
    private final Invocation invocation;
    private final ConversationId session;
    private int exitCode = ExitCode.FAILED;
    private boolean foundNothing;
    private boolean isParked;

    RunPrinter(Invocation invocation, ConversationId session) {
        this.invocation = invocation;
        this.session = session;
    }

    /** Once the run has ended, or waits for a person. */
    int exitCode() {
        return exitCode;
    }

    /** Whether the answer says that there is nothing that answers. */
    boolean foundNothing() {
        return foundNothing;
    }

    /** Whether it waits for a person. */
    boolean isParked() {
        return isParked;
    }

    @Override
    public void event(RecordedEvent recorded) {
        isParked = recorded.event() instanceof RunParked;
        var output = invocation.output();
        if (output.isJson())
            output.say(RunLines.of(recorded)
                    .with("session_id", Json.of(session.value().toString())));
        RunEvent event = recorded.event();
        if (event instanceof RunParked) tellParked(recorded);
        if (event instanceof RunEnd end) exitCode = told(end);
    }

    private int told(RunEnd end) {
        return switch (end) {
            case AnswerCompleted answer -> {
                foundNothing = !answer.answered();
                if (!invocation.output().isJson()) AnswerText.print(answer, invocation.output());
                yield ExitCode.DONE;
            }
            case RunFailed failed -> {
                invocation.failures().tell(failed.code(), failed.message());
                yield ExitCode.FAILED;
            }
            case RunCancelled cancelled -> {
                invocation.failures().tell("run_cancelled", "The run was cancelled.");
                yield ExitCode.FAILED;
            }
        };
    }

    private void tellParked(RecordedEvent parked) {
        invocation
                .output()
                .note(
                        "The run %s waits for you: `mcp-agent inbox list` shows what it asks, `mcp-agent inbox answer` answers."
                                .formatted(parked.run().value()));
        exitCode = ExitCode.DONE;
    }

    @Override
    public void text(StreamPosition at, String text) {
        // The answer is printed whole, with its sources numbered as they come up.
    }

    @Override
    public void idle() {
        // A terminal does not go away without a word.
    }
}
