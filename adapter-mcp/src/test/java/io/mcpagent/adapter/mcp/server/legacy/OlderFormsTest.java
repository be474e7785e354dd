package io.mcpagent.adapter.mcp.server.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Revision;
import io.mcpagent.domain.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OlderFormsTest {
    private static final String RESULT =
            "{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"audio\",\"data\":\"\",\"mimeType\":\"audio/wav\"},{\"type\":\"resource_link\",\"uri\":\"mcp-agent://x\",\"name\":\"x\"}],\"structuredContent\":{\"a\":1},\"isError\":false}";

    @Test
    void theNewestHasAllOfIt() {
        assertThat(of(RESULT, Revision.V2025_11_25)).isEqualTo(RESULT);
        assertThat(of(RESULT, Revision.V2025_06_18)).isEqualTo(RESULT);
    }

    @Test
    void whatCameLaterIsTextToOlderOnes() {
        assertThat(of(RESULT, Revision.V2025_03_26))
                .contains("\"audio\"", "{\"type\":\"text\",\"text\":\"mcp-agent://x\"}")
                .doesNotContain("resource_link", "structuredContent");
        assertThat(of(RESULT, Revision.V2024_11_05)).contains("[audio]").doesNotContain("audio/wav");
    }

    @Test
    void structuredContentThatIsNoObjectIsOfTheNewestEraAlone() {
        assertThat(of("{\"content\":[],\"structuredContent\":[1]}", Revision.V2025_11_25))
                .isEqualTo("{\"content\":[]}");
    }

    private static String of(String result, Revision revision) {
        var json = (Json.Obj) JsonBytes.read(result.getBytes(StandardCharsets.UTF_8));
        return new String(JsonBytes.write(OlderForms.of(json, revision)), StandardCharsets.UTF_8);
    }
}
