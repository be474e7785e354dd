package io.mcpagent.bootstrap.settings;

import io.mcpagent.adapter.llm.conversation.ProviderSettings;
import java.util.List;
import java.util.Optional;

/**
 * The chat models.
 *
 * @param limits of each call
 * @param defaultModel as {@code NAME/model}; the offline answerer when empty
 */
public record LlmSettings(
        List<ProviderSettings> providers, ProviderSettings.Limits limits, Optional<String> defaultModel) {
    public LlmSettings {
        providers = List.copyOf(providers);
        for (var model : defaultModel.stream().toList()) {
            var provider = model.substring(0, Math.max(0, model.indexOf('/')));
            if (providers.stream().noneMatch(known -> known.name().equals(provider)))
                throw new IllegalArgumentException(
                        "llm.default-model (%s) has to begin with the name of a provider and a slash; llm.providers has %s"
                                .formatted(model, names(providers)));
        }
    }

    private static String names(List<ProviderSettings> providers) {
        return providers.isEmpty()
                ? "none"
                : String.join(
                        ", ", providers.stream().map(ProviderSettings::name).toList());
    }
}
