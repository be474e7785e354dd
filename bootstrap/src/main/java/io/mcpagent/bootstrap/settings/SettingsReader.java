package io.mcpagent.bootstrap.settings;

import io.mcpagent.adapter.access.AccessSettings;
import io.mcpagent.adapter.access.LocalAccess;
import io.mcpagent.domain.access.SecretPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Hands out values by key, and gathers what is wrong with them. */
final class SettingsReader {
    static final String CONFIG = Setting.PREFIX + "CONFIG";
    static final String DATA_DIRECTORY = Setting.PREFIX + "DATA_DIR";
    private static final String FILE = "mcp-agent.yaml";
    /** The build's own: where its quality gates find judged collections. */
    private static final String COLLECTIONS = Setting.PREFIX + "COLLECTIONS";

    /** For commands that go to a server, which has its own settings. */
    private static final String SERVER_URL = Setting.PREFIX + "SERVER_URL";

    private static final String API_KEY = Setting.PREFIX + "API_KEY";

    private static final Set<String> OTHER_VARIABLES = Set.of(CONFIG, DATA_DIRECTORY, COLLECTIONS, SERVER_URL, API_KEY);

    private final Map<String, String> environment;
    private final Map<String, Given> fromFile;
    private final Optional<Path> file;
    private final List<String> problems = new ArrayList<>();
    private Optional<AccessSettings> access = Optional.empty();

    SettingsReader(Map<String, String> environment, Path dataDirectory) {
        this.environment = environment;
        this.file = file(environment, dataDirectory);
        this.fromFile = file.map(path -> SettingsFile.read(path, problems)).orElse(Map.of());
        findUnknown();
    }

    private static Optional<Path> file(Map<String, String> environment, Path dataDirectory) {
        var named = Optional.ofNullable(environment.get(CONFIG)).map(Path::of);
        return named.isPresent()
                ? named
                : Optional.of(dataDirectory.resolve(FILE)).filter(Files::exists);
    }

    Optional<Path> file() {
        return file;
    }

    List<String> problems() {
        return problems;
    }

    /** In alphabetical order. */
    List<ProviderCatalog> providers() {
        return ProviderCatalog.namesIn(fromFile.keySet(), environment.keySet()).stream()
                .map(ProviderCatalog::new)
                .toList();
    }

    <T> T get(Setting<T> setting) {
        return given(setting)
                .flatMap(given -> read(setting, given))
                .orElseGet(() -> setting.fallback().apply(environment));
    }

    /** For what several values together must fulfil. */
    <T> Optional<T> checked(Supplier<T> record) {
        try {
            return Optional.of(record.get());
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Given> given(Setting<?> setting) {
        return Optional.ofNullable(environment.get(setting.variable()))
                .map(text -> new Given(setting.variable(), text))
                .or(() -> Optional.ofNullable(fromFile.get(setting.name())));
    }

    /** From now on, secrets that stand sealed are opened with the master key of these. */
    void openSealedWith(Optional<AccessSettings> settings) {
        access = settings;
    }

    /** The settings that stand sealed, with another master key than the newest. */
    List<String> outdated(SecretPort secrets) {
        return settings()
                .filter(setting -> setting.type().isSecret())
                .filter(setting -> given(setting)
                        .map(given -> given.text().strip())
                        .filter(SealedValue::isOne)
                        .filter(text -> SealedValue.isOutdated(secrets, setting.name(), text))
                        .isPresent())
                .map(Setting::name)
                .toList();
    }

    private Stream<Setting<?>> settings() {
        return Stream.concat(Catalog.ALL.stream(), providers().stream().flatMap(provider -> provider.all().stream()));
    }

    private String opened(Setting<?> setting, String text) {
        if (!setting.type().isSecret() || !SealedValue.isOne(text)) return text;
        if (access.isEmpty()) throw new IllegalArgumentException("can't stand sealed: it is what opens the others");
        return SealedValue.opened(LocalAccess.secrets(access.get()), setting.name(), text);
    }

    private <T> Optional<T> read(Setting<T> setting, Given given) {
        try {
            return Optional.of(
                    setting.type().read().apply(opened(setting, given.text().strip())));
        } catch (IllegalArgumentException e) {
            problems.add("%s: %s %s".formatted(given.where(), setting.name(), e.getMessage()));
            return Optional.empty();
        }
    }

    private void findUnknown() {
        var settings = settings().toList();
        var keys = settings.stream().map(Setting::name).toList();
        fromFile.entrySet().stream()
                .filter(entry -> !keys.contains(entry.getKey()))
                .map(entry -> "%s: there is no setting %s; did you mean %s?"
                        .formatted(entry.getValue().where(), entry.getKey(), NearestName.of(entry.getKey(), keys)))
                .sorted()
                .forEach(problems::add);
        var variables = Stream.concat(
                        OTHER_VARIABLES.stream(), settings.stream().map(Setting::variable))
                .toList();
        environment.keySet().stream()
                .filter(name -> name.startsWith(Setting.PREFIX) && !variables.contains(name))
                .map(name -> "%s: there is no such variable; did you mean %s?"
                        .formatted(name, NearestName.of(name, variables)))
                .sorted()
                .forEach(problems::add);
    }
}
