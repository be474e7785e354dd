package io.mcpagent.bootstrap.settings;

import io.mcpagent.adapter.llm.conversation.ProviderSettings;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys of one provider, whose name is part of them. A variable's name knows neither case nor hyphens, so there it is
 * taken for lower case with hyphens.
 */
record ProviderCatalog(String name) {
    private static final String SECTION = "llm.providers";
    private static final Pattern KEY = Pattern.compile("llm\\.providers\\.([^.]+)\\..+");
    private static final Pattern VARIABLE =
            Pattern.compile(Setting.PREFIX + "LLM_PROVIDERS_(.+)_(?:TYPE|BASE_URL|API_KEY)");

    /** As the reference shows the keys. */
    static final ProviderCatalog ANY = new ProviderCatalog("NAME");

    /** The providers that a file's keys and an environment's variables speak of. */
    static SortedSet<String> namesIn(Collection<String> keys, Collection<String> variables) {
        var names = new TreeSet<String>();
        keys.stream().map(KEY::matcher).filter(Matcher::matches).forEach(found -> names.add(found.group(1)));
        variables.stream()
                .map(VARIABLE::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1).toLowerCase(Locale.ROOT).replace('_', '-'))
                .forEach(names::add);
        return names;
    }

    static boolean isSection(String name) {
        return (name + ".").startsWith(SECTION + ".");
    }

    Setting<ProviderSettings.Type> type() {
        return Setting.of(
                key("type"),
                SettingType.oneOf(ProviderSettings.Type.class),
                ProviderSettings.Type.OPENAI,
                "What the model server NAME speaks: `openai` is OpenAI's chat completions, which many others offer too.");
    }

    Setting<URI> baseUrl() {
        return Setting.of(
                key("base-url"),
                SettingType.url(),
                ProviderSettings.OPENAI,
                "Its address, to which `/chat/completions` is appended.");
    }

    Setting<Optional<String>> apiKey() {
        return new Setting<>(
                key("api-key"),
                SettingType.secret(),
                environment -> Optional.empty(),
                "none",
                "Its key, where it wants one. Never shown; `mcp-agent secrets seal` makes of it what may stand in the file.");
    }

    List<Setting<?>> all() {
        return List.of(type(), baseUrl(), apiKey());
    }

    Stream<String> shown(ProviderSettings provider) {
        return Stream.of(
                Settings.line(type(), provider.type()),
                Settings.line(baseUrl(), provider.baseUrl()),
                Settings.line(apiKey(), provider.apiKey()));
    }

    private String key(String last) {
        return SECTION + "." + name + "." + last;
    }
}
