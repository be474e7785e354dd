package io.mcpagent.adapter.mcp.server.offer;

import io.mcpagent.domain.access.Caller;
import java.util.List;
import java.util.Map;

/** What a person can choose to say. */
public interface PromptOffer {
    /** In any order. */
    List<OfferedPrompt> list(Caller caller);

    /**
     * The messages of a prompt.
     *
     * @throws NotOffered when there is no such prompt for the caller
     */
    Outcome<PromptResult> get(Exchange exchange, String prompt, Map<String, String> arguments);

    /**
     * Values of an argument that begin with what was typed, the best first.
     *
     * @throws NotOffered when there is no such prompt for the caller
     */
    List<String> complete(Caller caller, String prompt, Completing completing);
}
