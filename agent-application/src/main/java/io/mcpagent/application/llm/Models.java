package io.mcpagent.application.llm;

import io.mcpagent.domain.llm.LlmPort;
import java.util.Optional;
import java.util.function.Function;

/**
 * The chat models of an installation.
 *
 * @param standard for agents that name none
 * @param named from {@code NAME/model}; throws {@code InvalidRequest} where no such provider is configured
 */
public record Models(LlmPort standard, Function<String, LlmPort> named) {
    /** One model for all. */
    public static Models only(LlmPort model) {
        return new Models(model, name -> model);
    }

    public LlmPort of(Optional<String> name) {
        return name.map(named).orElse(standard);
    }
}
