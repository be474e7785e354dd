package io.mcpagent.application.run;

import io.mcpagent.domain.llm.LlmDelta;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunStreamPort;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** What a model says in one call, on its way to those who follow the run. An interrupt ends it between two deltas. */
final class Speech implements Consumer<LlmDelta> {
    private final RunStreamPort stream;
    private final RunId run;
    private final long call;
    /** The first half of a code point whose second half is still to come. */
    private String half = "";

    Speech(RunStreamPort stream, RunId run, long call) {
        this.stream = stream;
        this.run = run;
        this.call = call;
    }

    @Override
    public void accept(LlmDelta delta) {
        if (Thread.currentThread().isInterrupted()) throw new CancellationException("the run was cancelled");
        var text = half + delta.text();
        var whole = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1))
                ? text.length() - 1
                : text.length();
        half = text.substring(whole);
        stream.publish(run, call, text.substring(0, whole));
    }
}
