package io.mcpagent.adapter.llm.conversation;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.llm.LlmPort;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The chat models of the configured providers. Nothing is loaded or connected before a model is asked for. Safe for use
 * by many threads.
 */
public final class ChatModels implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[^/\\s]+/\\S+");
    private static final int LONGEST_QUOTE = 100;

    private final Map<String, ProviderSettings> providers;
    private final Map<String, OpenAiProvider> opened = new HashMap<>();
    private Optional<ProviderHttp> http = Optional.empty();

    private ChatModels(Map<String, ProviderSettings> providers) {
        this.providers = providers;
    }

    /** Over providers with different names. */
    public static ChatModels open(List<ProviderSettings> providers) {
        return new ChatModels(
                providers.stream().collect(Collectors.toMap(ProviderSettings::name, Function.identity())));
    }

    /**
     * A model, not knowing yet whether its provider has it.
     *
     * <p>A call that fails before anything was delivered is made up to four times where that may help. Its failures have the
     * codes {@code model_…}; an interrupt ends it by a {@link java.util.concurrent.CancellationException} and stays set.
     *
     * @param name as {@code NAME/model}; what is behind the first slash is the provider's
     * @throws InvalidRequest {@code model_name_invalid} or {@code model_provider_unknown}
     */
    public LlmPort named(String name) {
        if (!NAME.matcher(name).matches())
            throw new InvalidRequest(
                    "model_name_invalid",
                    "A model is named as PROVIDER/MODEL, as in main/gpt-4o, and not \"%s\"."
                            .formatted(shortened(name)));
        var slash = name.indexOf('/');
        return provider(name.substring(0, slash)).model(name.substring(slash + 1));
    }

    /**
     * Asks a provider which models it has, which costs nothing.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure with a code {@code model_…} when it can't be asked
     * @throws InvalidRequest {@code model_provider_unknown}
     */
    public List<String> offeredBy(String provider) {
        return provider(provider).models();
    }

    private synchronized OpenAiProvider provider(String name) {
        var settings = providers.get(name);
        if (settings == null) throw unknown(name);
        return opened.computeIfAbsent(name, key -> switch (settings.type()) {
            case OPENAI -> new OpenAiProvider(settings, http(), InstantSource.system());
        });
    }

    private ProviderHttp http() {
        var known = http.orElseGet(ProviderHttp::open);
        http = Optional.of(known);
        return known;
    }

    private InvalidRequest unknown(String name) {
        var known = providers.isEmpty()
                ? "none is configured"
                : "there are " + providers.keySet().stream().sorted().collect(Collectors.joining(", "));
        return new InvalidRequest(
                "model_provider_unknown",
                "No provider of models is named \"%s\"; %s. Set llm.providers.%s.type and the rest."
                        .formatted(shortened(name), known, shortened(name)));
    }

    /** A name comes from whoever asks. */
    private static String shortened(String name) {
        return name.length() <= LONGEST_QUOTE ? name : name.substring(0, LONGEST_QUOTE) + "…";
    }

    /** Cuts off what still runs. */
    @Override
    public synchronized void close() {
        http.ifPresent(ProviderHttp::close);
        http = Optional.empty();
        opened.clear();
    }
}
