package io.mcpagent.adapter.llm.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder;
import io.mcpagent.domain.llm.LlmPort;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** A server that speaks OpenAI's chat completions. What loads langchain4j's classes is behind it. */
final class OpenAiProvider {
    private final ProviderSettings settings;
    private final ProviderFailures failures;
    private final ProviderHttp client;
    private final StreamingChatModel chat;

    OpenAiProvider(ProviderSettings settings, ProviderHttp client, InstantSource clock) {
        this.settings = settings;
        this.failures = new ProviderFailures(settings, clock);
        this.client = client;
        var builder = new OpenAiStreamingChatModelBuilder()
                .httpClientBuilder(new StreamingHttp(client, settings, failures).builder())
                .baseUrl(settings.baseUrl().toString())
                // Ids come whole; some servers repeat them with each part.
                .accumulateToolCallId(false);
        settings.apiKey().ifPresent(builder::apiKey);
        this.chat = builder.build();
    }

    LlmPort model(String name) {
        return new Retrying(once(name), Thread::sleep, RandomGenerator.getDefault());
    }

    /** A model that is asked a single time. */
    LlmPort once(String name) {
        return new OpenAiLlm(settings.name(), name, chat, failures);
    }

    /** The models that it offers. */
    List<String> models() {
        try (var connection = new Connection(failures, new Deadline(settings.limits()))) {
            var request = new HttpGet(URI.create(settings.baseUrl() + "/models"));
            settings.apiKey().ifPresent(key -> request.setHeader("Authorization", "Bearer " + key));
            connection.send(client, request);
            var models = JsonTrees.parse(connection.rest()).map(list -> list.path("data"));
            return models.filter(JsonNode::isArray)
                    .map(data -> StreamSupport.stream(data.spliterator(), false)
                            .map(model -> model.path("id").asText(""))
                            .toList())
                    .orElseThrow(failures::unreadable);
        }
    }
}
