package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.rest.RestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who this installation is, as authorization servers of tool servers read it. */
class ClientMetadataTest {
    private static final String SETTING = "MCP_AGENT_TOOL_SERVERS_CLIENT_METADATA=";

    @TempDir
    private Path folder;

    @Test
    void isShownToWhoeverAsksWhereThereIsAnAddressForIt() throws Exception {
        var address = "https://agents.example.com/oauth/client-metadata.json";

        var shown = served(SETTING + address);

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(shown.body())
                .contains(
                        "\"client_id\":\"" + address + "\"",
                        "\"client_name\":\"MCP Agent\"",
                        // Where `tool-servers sign-in` has the browser come back, to any port.
                        "\"http://127.0.0.1/callback\"",
                        "\"token_endpoint_auth_method\":\"none\"");
    }

    @Test
    void isNotThereWithoutOne() throws Exception {
        assertThat(served("MCP_AGENT_SERVER_PORT=0").statusCode()).isEqualTo(404);
    }

    @Test
    void anAddressThatCantBeAClientIdIsRefused() {
        for (var wrong :
                new String[] {"http://agents.example.com/client.json", "https://agents.example.com/", "client"})
            assertThatThrownBy(() -> TestSettings.in(folder, SETTING + wrong))
                    .hasMessageContaining("MCP_AGENT_TOOL_SERVERS_CLIENT_METADATA");
    }

    private HttpResponse<String> served(String setting) throws IOException, InterruptedException {
        var settings = TestSettings.in(folder, setting);
        try (var platform = AgentPlatform.open(settings);
                var client = HttpClient.newHttpClient();
                var server = RestServer.open(
                        settings.server().at("127.0.0.1", 0),
                        new ServedPlatform(
                                platform,
                                Optional.empty(),
                                Optional.empty(),
                                settings.toolSignIns().document()))) {
            var uri = URI.create(server.address() + "/oauth/client-metadata.json");
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }
}
