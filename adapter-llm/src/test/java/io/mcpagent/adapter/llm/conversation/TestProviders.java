package io.mcpagent.adapter.llm.conversation;

import io.mcpagent.adapter.llm.conversation.ProviderSettings.Limits;
import io.mcpagent.domain.llm.LlmPort;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Providers of tests, whose key must be seen nowhere. */
final class TestProviders {
    static final String KEY = "sk-planted-4711";

    private TestProviders() {}

    static ProviderSettings at(URI baseUrl) {
        return at(baseUrl, Limits.DEFAULT);
    }

    static ProviderSettings at(URI baseUrl, Limits limits) {
        return new ProviderSettings("main", ProviderSettings.Type.OPENAI, baseUrl, Optional.of(KEY), limits);
    }

    static Limits limits(int silenceMillis, int wholeMillis) {
        return new Limits(Duration.ofMillis(silenceMillis), Duration.ofMillis(wholeMillis));
    }

    /** A single attempt each time. */
    static LlmPort model(ProviderHttp http, ProviderSettings settings) {
        return new OpenAiProvider(settings, http, InstantSource.system()).once("gpt-test");
    }
}
