package io.mcpagent.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.llm.conversation.ProviderSettings;
import io.mcpagent.application.retrieval.RetrievalSettings.FusionMethod;
import io.mcpagent.bootstrap.TestSettings;
import io.mcpagent.domain.failure.InvalidRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path directory;

    @Test
    void tellsAllProblemsAtOnceEachWithItsPlace() throws IOException {
        var file = write("""
                retrieval:
                  dept: 10
                  vector-weight: 1.5
                documents:
                  max-file-size: 64 bananas
                logging: [json]
                """);

        assertThatThrownBy(() ->
                        TestSettings.in(directory, "MCP_AGENT_EMBEDDING_MODEL=gpt", "MCP_AGENT_RETRIEVAL_DEPHT=3"))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContainingAll(
                        file + ":2: there is no setting retrieval.dept; did you mean retrieval.depth?",
                        file + ":3: retrieval.vector-weight has to be a number from 0.0 to 1.0, not \"1.5\"",
                        file
                                + ":5: documents.max-file-size has to be a size such as 512KiB, 64MiB or 1GiB, not \"64 bananas\"",
                        file + ":6: logging takes a single value",
                        "MCP_AGENT_EMBEDDING_MODEL: embedding.model has to be one of all-MiniLM-L6-v2, bge-small-en-v1.5, not \"gpt\"",
                        "MCP_AGENT_RETRIEVAL_DEPHT: there is no such variable; did you mean MCP_AGENT_RETRIEVAL_DEPTH?");
    }

    @Test
    void takesTheVariableBeforeTheFileAndTheFileBeforeTheDefault() throws IOException {
        write("retrieval:\n  depth: 20\n  fusion: reciprocal-rank\n");

        var settings = TestSettings.in(directory, "MCP_AGENT_RETRIEVAL_DEPTH=30");

        assertThat(settings.retrieval().depth()).isEqualTo(30);
        assertThat(settings.retrieval().fusion()).isEqualTo(FusionMethod.RECIPROCAL_RANK);
        assertThat(settings.ingestion().chunkTokens()).isEqualTo(448);
        assertThat(settings.file()).contains(directory.resolve("mcp-agent.yaml"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "storage.lease,           45s,     ",
        "storage.lease,           2m,      ",
        "storage.lease,           45,      has to be a duration such as",
        "storage.lease,           10ms,    'has to be from 1s to 1h, not \"10ms\"'",
        "storage.heartbeat,       20s,     has to be less than half of storage.lease (30s)",
        "documents.max-file-size, 1GiB,    ",
        "documents.max-file-size, 2GiB,    'has to be from 1B to 1GiB, not \"2GiB\"'",
        "documents.max-file-size, 99999999999999999999B, has to be a whole number",
        "documents.max-file-size, 9999999999999GiB, has to be smaller",
        "embedding.threads,       0,       'has to be from 1 to 256, not \"0\"'",
        "embedding.threads,       two,     has to be a whole number",
        "retrieval.fusion,        rrf,     'has to be one of min-max, reciprocal-rank, not \"rrf\"'",
        "logging.level,           DEBUG,   'has to be one of debug, error, info, warn'",
        "logging.format,          json,    ",
        "server.allowed-origins,  'https://a.example, http://localhost:5173', ",
        "server.allowed-origins,  a.example, 'of \"a.example\": has to be an origin such as'",
        "server.tls-certificate,  a.pem,   'server.tls-private-key go together, and one of them is missing'",
        "outbound.ports,          '80, 8443', ",
        "outbound.ports,          '80, x', 'has to be port numbers divided by commas; of \"x\": has to be a whole number'",
        "outbound.allow,          'wiki.example.com:8080, 10.0.0.7:443', ",
        "outbound.allow,          wiki.example.com, 'of \"wiki.example.com\": it has no port'",
        "outbound.deny,           example.com, ",
        "outbound.deny,           '.example.com', 'of \".example.com\": its host is no name that a host can have'",
    })
    void readsEachKindOfValue(String key, String value, String problem) throws IOException {
        var dot = key.indexOf('.');
        write("%s:\n  %s: %s\n".formatted(key.substring(0, dot), key.substring(dot + 1), value));

        if (problem == null) assertThat(TestSettings.in(directory)).isNotNull();
        else assertThatThrownBy(() -> TestSettings.in(directory)).hasMessageContainingAll(key, problem);
    }

    @Test
    void namesTheLineWhereAFileIsNoYaml() throws IOException {
        var file = write("retrieval:\n  depth: [1\nlogging: x\n");

        assertThatThrownBy(() -> TestSettings.in(directory)).hasMessageContaining(file + ":3: not YAML");
    }

    @Test
    void acceptsSectionsThatHoldCommentsAlone() throws IOException {
        write("# nothing yet\nretrieval:\n  # depth: 3\n");

        assertThat(TestSettings.in(directory).retrieval().depth()).isEqualTo(1_000);
    }

    @Test
    void saysThatTheNamedFileIsNotThere() {
        assertThatThrownBy(() -> TestSettings.in(directory, "MCP_AGENT_CONFIG=" + directory.resolve("no.yaml")))
                .hasMessageContaining(directory.resolve("no.yaml") + " can't be read");
    }

    @Test
    void keepsTheDataWhereTheFlagThenTheVariableThenXdgSays() {
        var environment = TestSettings.environment("XDG_DATA_HOME=" + directory, "MCP_AGENT_DATA_DIR=/elsewhere");

        assertThat(Settings.load(environment, Optional.of(Path.of("/flag"))).dataDirectory())
                .isEqualTo(Path.of("/flag"));
        assertThat(Settings.load(environment, Optional.empty()).dataDirectory()).isEqualTo(Path.of("/elsewhere"));
        environment.remove("MCP_AGENT_DATA_DIR");
        assertThat(Settings.load(environment, Optional.empty()).dataDirectory())
                .isEqualTo(directory.resolve("mcp-agent"));
    }

    @Test
    void asksForAPlaceWhereThereIsNoHome() {
        var before = System.setProperty("user.home", "?");
        try {
            assertThatThrownBy(() -> Settings.load(Map.of("HOME", "?"), Optional.empty()))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContainingAll("XDG_DATA_HOME", "--data-dir");
            assertThatThrownBy(() -> Settings.load(Map.of(), Optional.of(directory)))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContainingAll("XDG_CACHE_HOME", "embedding.cache");
            assertThat(Settings.load(Map.of("HOME", directory.toString()), Optional.empty())
                            .dataDirectory())
                    .isEqualTo(directory.resolve(Path.of(".local", "share", "mcp-agent")));
        } finally {
            System.setProperty("user.home", before);
        }
    }

    @Test
    void readsProvidersOfModelsFromTheFileAndFromVariables() throws IOException {
        write("""
                llm:
                  default-model: main/gpt-4o
                  call-limit: 5m
                  providers:
                    main:
                      type: openai
                      api-key: sk-planted
                """);

        var settings = TestSettings.in(
                directory,
                "MCP_AGENT_LLM_PROVIDERS_MAIN_BASE_URL=http://127.0.0.1:4010/v1",
                "MCP_AGENT_LLM_PROVIDERS_MY_HOST_BASE_URL=https://models.example.com/v1");

        assertThat(settings.llm().defaultModel()).contains("main/gpt-4o");
        assertThat(settings.llm().providers())
                .extracting(ProviderSettings::name)
                .containsExactly("main", "my-host");
        var main = settings.llm().providers().getFirst();
        assertThat(main.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:4010/v1"));
        assertThat(main.apiKey()).contains("sk-planted");
        assertThat(main.limits().whole()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.inForce())
                .contains(
                        "llm.default-model = main/gpt-4o",
                        "llm.providers.main.base-url = http://127.0.0.1:4010/v1",
                        "llm.providers.main.api-key = ***",
                        "llm.providers.my-host.api-key = none");
        assertThat(settings.toString() + settings.inForce()).doesNotContain("sk-planted");
    }

    @Test
    void answersOfflineWhereNoModelIsChosen() {
        assertThat(TestSettings.in(directory).llm().defaultModel()).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "PROVIDERS_MAIN_TYPE,     claude,           'llm.providers.main.type has to be one of openai, not \"claude\"'",
        "PROVIDERS_MAIN_BASE_URL, ftp://host/,      llm.providers.main.base-url has to be an http or https URL",
        "PROVIDERS_MAIN_BASE_URL, http://a:b@host/, llm.providers.main.base-url has to be an http or https URL",
        "PROVIDERS_MAIN_BASE_URL, http://a b/,      'llm.providers.main.base-url has to be a URL, not \"http://a b/\"'",
        "PROVIDERS_MAIN_API_KEY,  sk planted,       llm.providers.main.api-key has characters that no key has",
        "PROVIDERS_MAIN_KEY,      x,                there is no such variable",
        "DEFAULT_MODEL,           gpt-4o,           llm.default-model (gpt-4o) has to begin with the name of a provider",
        "DEFAULT_MODEL,           other/gpt-4o,     llm.providers has none",
        "CALL_LIMIT,              0s,               has to be from 1s to 24h",
    })
    void saysWhatIsWrongWithAModel(String variable, String value, String problem) {
        assertThatThrownBy(() -> TestSettings.in(directory, "MCP_AGENT_LLM_" + variable + "=" + value))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("planted");
    }

    @Test
    void namesTheNearestKeyOfAProvider() throws IOException {
        write("llm:\n  providers:\n    main:\n      base-ulr: http://localhost/v1\n");

        assertThatThrownBy(() -> TestSettings.in(directory))
                .hasMessageContaining(
                        ":4: there is no setting llm.providers.main.base-ulr; did you mean llm.providers.main.base-url?");
    }

    @Test
    void keepsThePasswordOfTheDatabaseToItself() {
        var settings = TestSettings.in(
                directory,
                "MCP_AGENT_STORAGE_URL=jdbc:postgresql://db/agent?user=ada&password=s3same&sslpassword=s3same");

        assertThat(settings.storage().server()).hasValueSatisfying(server -> {
            assertThat(server.user()).contains("ada");
            assertThat(server.password()).contains("s3same");
        });
        assertThat(settings.toString()).contains("jdbc:postgresql://db/agent").doesNotContain("s3same");
        assertThat(settings.inForce())
                .contains(
                        "storage.url = jdbc:postgresql://db/agent?sslpassword=***",
                        "storage.user = ada",
                        "storage.password = ***");
        assertThat(TestSettings.in(directory).inForce()).contains("storage.url = SQLite in the data directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://ada:s3same@db/agent", "jdbc:postgresql://ada:s3same@db/agent", "s3same"})
    void doesNotRepeatAWrongUrlOfTheDatabase(String url) {
        assertThatThrownBy(() -> TestSettings.in(directory, "MCP_AGENT_STORAGE_URL=" + url))
                .hasMessageContaining("MCP_AGENT_STORAGE_URL: storage.url has")
                .hasMessageNotContaining("s3same");
    }

    @Test
    void wantsAServerForAPassword() {
        assertThatThrownBy(() -> TestSettings.in(directory, "MCP_AGENT_STORAGE_PASSWORD=s3same"))
                .hasMessageContaining("storage.url, which is not set")
                .hasMessageNotContaining("s3same");
    }

    @Test
    void prolongsLeasesInTime() {
        assertThat(TestSettings.in(directory).heartbeat()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void isWhatTheReferenceSays() throws IOException {
        var reference = Path.of("..", "docs", "settings.md");
        if (Boolean.getBoolean("settings.reference.write")) Files.writeString(reference, SettingsReference.markdown());

        assertThat(reference)
                .as(
                        "write it by: ./build test -pl bootstrap -am -Dtest=SettingsTest -Dsurefire.failIfNoSpecifiedTests=false -Dsettings.reference.write=true")
                .hasContent(SettingsReference.markdown());
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("mcp-agent.yaml"), yaml);
    }
}
