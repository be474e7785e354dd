package io.mcpagent.application.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServerAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportedServersTest {
    @Test
    void readsProgramsAndUrlsAsOtherClientsHaveThem() {
        var file = file(
                "mcpServers",
                "filesystem",
                Json.object()
                        .with("command", Json.of("npx"))
                        .with("args", texts("-y", "@modelcontextprotocol/server-filesystem", "/home/ada"))
                        .with(
                                "env",
                                Json.object()
                                        .with("NODE_ENV", Json.of("production"))
                                        .with("PORT", Json.of(1)))
                        .with("cwd", Json.of("/srv")),
                "remote",
                Json.object()
                        .with("type", Json.of("http"))
                        .with("url", Json.of("https://tools.example/mcp"))
                        .with("headers", Json.object().with("Authorization", Json.of("Bearer x"))));

        var imported = ImportedServers.read(file, Map.of());

        assertThat(imported.notes()).isEmpty();
        assertThat(imported.servers())
                .extracting(wanted -> wanted.server().address())
                .containsExactly(
                        new ToolServerAddress.Process(
                                "npx",
                                List.of("-y", "@modelcontextprotocol/server-filesystem", "/home/ada"),
                                Map.of("NODE_ENV", "production", "PORT", "1"),
                                Optional.of("/srv")),
                        new ToolServerAddress.Http(
                                URI.create("https://tools.example/mcp"), Map.of("Authorization", "Bearer x")));
        assertThat(imported.servers())
                .allMatch(wanted -> wanted.enabled()
                        && !wanted.trusted()
                        && wanted.server().permissions().isEmpty());
    }

    @Test
    void readsVsCodesFileAndServersAlone() {
        var entry = Json.object().with("type", Json.of("sse")).with("url", Json.of("https://old.example/sse"));

        assertThat(ImportedServers.read(file("servers", "old", entry), Map.of()).servers())
                .hasSize(1);
        assertThat(ImportedServers.read(Json.object().with("old", entry), Map.of())
                        .servers())
                .hasSize(1);
    }

    @Test
    void variablesAreThoseThatAreGivenAndNoOthers() {
        var file = file(
                "mcpServers",
                "a",
                Json.object()
                        .with("command", Json.of("${HOME:-/root}/bin/server"))
                        .with("args", texts("--token=${TOKEN}", "${env:REGION}", "${input:key}"))
                        .with("env", Json.object().with("X", Json.of("${EMPTY:-}${NESTED}"))));

        assertThat(Placeholders.names(file))
                .containsExactlyInAnyOrder("HOME", "TOKEN", "REGION", "input:key", "EMPTY", "NESTED");
        var given = Map.of("TOKEN", "t$1\\", "REGION", "eu", "input:key", "k", "NESTED", "${TOKEN}");
        assertThat(ImportedServers.read(file, given)
                        .servers()
                        .getFirst()
                        .server()
                        .address())
                .isEqualTo(new ToolServerAddress.Process(
                        "/root/bin/server",
                        List.of("--token=t$1\\", "eu", "k"),
                        Map.of("X", "${TOKEN}"),
                        Optional.empty()));
        assertThatThrownBy(() -> ImportedServers.read(file, Map.of()))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContainingAll("${TOKEN}", "${REGION}", "${input:key}", "${NESTED}")
                .hasMessageNotContaining("${HOME}");
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndNothingIsAdded() {
        var file = file(
                "mcpServers",
                "none",
                Json.object(),
                "both",
                Json.object().with("command", Json.of("x")).with("url", Json.of("y")),
                "odd",
                Json.object().with("type", Json.of("carrier-pigeon")).with("url", Json.of("https://x.example")),
                "bad",
                Json.object().with("command", Json.of("x")).with("args", Json.of("-y")),
                "text",
                Json.of("npx"),
                "ok",
                Json.object().with("command", Json.of("x")),
                "OK",
                Json.object().with("command", Json.of("x")),
                "🙂",
                Json.object().with("command", Json.of("x")));

        assertThatThrownBy(() -> ImportedServers.read(file, Map.of()))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        failure -> assertThat(failure.code()).isEqualTo("import_invalid"))
                .hasMessageContainingAll(
                        "none: ", "both: ", "carrier-pigeon", "bad: args", "text: ", "OK: another", "\"🙂\"");
        assertThatThrownBy(() -> ImportedServers.read(Json.object(), Map.of())).hasMessageContaining("mcpServers");
        assertThatThrownBy(() -> ImportedServers.read(file("mcpServers"), Map.of()))
                .hasMessageContaining("names no server");
    }

    @Test
    void whatAnotherClientWouldAllowIsLeftOutAndTold() {
        var file = file(
                "mcpServers",
                "Brave Search",
                Json.object()
                        .with("command", Json.of("npx"))
                        .with("autoApprove", texts("search"))
                        .with("gallery", Json.of(true))
                        .with("disabled", Json.of(true)));

        var imported = ImportedServers.read(file, Map.of());

        assertThat(imported.servers().getFirst().server().name().value()).isEqualTo("brave-search");
        assertThat(imported.servers().getFirst().enabled()).isFalse();
        assertThat(imported.notes())
                .anySatisfy(note -> assertThat(note).contains("brave-search"))
                .anySatisfy(note -> assertThat(note).contains("autoApprove", "approved here"))
                .anySatisfy(note -> assertThat(note).contains("gallery"));
    }

    private static Json.Obj file(String holder, Object... entries) {
        var servers = Json.object();
        for (var at = 0; at < entries.length; at += 2)
            servers = servers.with((String) entries[at], (Json) entries[at + 1]);
        return Json.object().with(holder, servers);
    }

    private static Json texts(String... texts) {
        return Json.array(List.of(texts).stream().map(Json::of).toList());
    }
}
