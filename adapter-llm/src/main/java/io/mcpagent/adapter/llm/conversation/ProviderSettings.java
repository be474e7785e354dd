package io.mcpagent.adapter.llm.conversation;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server of chat models.
 *
 * @param name by which {@code NAME/model} finds it
 * @param baseUrl to which {@code /chat/completions} is appended
 * @param apiKey empty where the server wants none; never in {@link #toString()}
 * @param limits of each call
 */
public record ProviderSettings(String name, Type type, URI baseUrl, Optional<String> apiKey, Limits limits) {
    public static final URI OPENAI = URI.create("https://api.openai.com/v1");

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]+");

    /** What the server speaks. */
    public enum Type {
        /** OpenAI's chat completions, as many others offer them too. */
        OPENAI
    }

    /**
     * How long a call may take.
     *
     * @param silence from one sign of life to the next, the first included
     * @param whole of one attempt
     */
    public record Limits(Duration silence, Duration whole) {
        public static final Limits DEFAULT = new Limits(Duration.ofMinutes(2), Duration.ofMinutes(10));

        public Limits {
            if (!silence.isPositive() || !whole.isPositive())
                throw new IllegalArgumentException("the time limits of a model call are above zero");
        }
    }

    public ProviderSettings {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException(
                    "a provider's name has 1 to 64 lower-case letters, digits and hyphens: \"" + name + "\"");
        var http = "http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme());
        if (!http || baseUrl.getHost() == null || baseUrl.getUserInfo() != null || baseUrl.getQuery() != null)
            throw new IllegalArgumentException(
                    "llm.providers.%s.base-url has to be an http or https URL without user, password or query"
                            .formatted(name));
        // The HTTP client would quote the whole header in its refusal.
        if (apiKey.isPresent() && !KEY.matcher(apiKey.get()).matches())
            throw new IllegalArgumentException(
                    "llm.providers.%s.api-key has characters that no key has, such as a space or a line break"
                            .formatted(name));
    }

    /** For people: where it is, and whether a key is set. */
    @Override
    public String toString() {
        return "ProviderSettings[%s, %s, %s, %s, %s]"
                .formatted(name, type, baseUrl, apiKey.isPresent() ? "with a key" : "without a key", limits);
    }
}
