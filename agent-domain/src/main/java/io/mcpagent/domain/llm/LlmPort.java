package io.mcpagent.domain.llm;

import java.util.function.Consumer;

/** A chat model. Implementations are safe for use by many threads at once. */
public interface LlmPort {
    /**
     * Answers a request, streaming as it goes.
     *
     * <p>Blocks until the reply is whole. Deltas arrive on the calling thread, in order, and their texts add up to the
     * reply's; a sink that blocks slows the model down, and one that throws, or an interrupt, ends the call.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure when the model can't answer
     */
    LlmReply generate(LlmRequest request, Consumer<? super LlmDelta> deltas);

    /** The model's name, as events and usage show it. */
    String model();
}
