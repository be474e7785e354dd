package io.mcpagent.bootstrap;

import io.mcpagent.adapter.cli.CliHost.Finding;
import io.mcpagent.adapter.llm.conversation.ChatModels;
import io.mcpagent.adapter.llm.conversation.ProviderSettings;
import io.mcpagent.bootstrap.settings.LlmSettings;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the providers of chat models. Asks each for its list of models, which costs nothing. */
final class ChatDoctor {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final LlmSettings settings;

    ChatDoctor(LlmSettings settings) {
        this.settings = settings;
    }

    Stream<Finding> findings() {
        return Stream.concat(
                Stream.of(
                        new Finding("chat model", true, settings.defaultModel().orElse("the offline answerer"))),
                settings.providers().stream().map(this::provider));
    }

    private Finding provider(ProviderSettings provider) {
        var subject = "model server " + provider.name();
        try (var models = ChatModels.open(List.of(impatient(provider)))) {
            return judged(subject, provider, models.offeredBy(provider.name()));
        } catch (UpstreamFailure failure) {
            // Not every server has a list.
            return failure.code().equals("model_not_found")
                    ? new Finding(subject, true, provider.baseUrl() + " answers, but lists no models")
                    : new Finding(subject, false, failure.getMessage());
        }
    }

    private Finding judged(String subject, ProviderSettings provider, List<String> offered) {
        var answers = "%s answers and lists %d models".formatted(provider.baseUrl(), offered.size());
        return settings.defaultModel()
                .filter(model -> model.startsWith(provider.name() + "/"))
                .map(model -> model.substring(provider.name().length() + 1))
                .filter(model -> !offered.contains(model))
                .map(model ->
                        new Finding(subject, true, answers + ", but not " + model + ", which it may have all the same"))
                .orElseGet(() -> new Finding(subject, true, answers));
    }

    private static ProviderSettings impatient(ProviderSettings provider) {
        return new ProviderSettings(
                provider.name(),
                provider.type(),
                provider.baseUrl(),
                provider.apiKey(),
                new ProviderSettings.Limits(PATIENCE, PATIENCE));
    }
}
