package io.mcpagent.adapter.mcp.tool;

import static io.mcpagent.adapter.mcp.tool.Servers.invocation;
import static io.mcpagent.adapter.mcp.tool.Servers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Revision.Era;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedTool;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server suggests for arguments of its prompts and for its addresses. */
class SuggestionsTest {
    private static final String ALL = "{\"resources\":{},\"prompts\":{},\"completions\":{}}";

    private final McpToolServers host = Servers.host();

    @AfterEach
    void close() {
        host.close();
    }

    private String suggested(ScriptedWeb web, String arguments) {
        var json = (Json.Obj) JsonBytes.read(arguments.getBytes(StandardCharsets.UTF_8));
        return text(host.call(web.server(), "suggest_values", invocation("key", json)));
    }

    private static Json.Obj asked(ScriptedWeb web) {
        var params = web.asked("completion/complete").getLast();
        return new Json.Obj(params.members().entrySet().stream()
                .filter(member -> !member.getKey().equals("_meta"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Json json(String text) {
        return JsonBytes.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void valuesComeForPromptsAndForAddresses(Era era) throws Exception {
        try (var web = new ScriptedWeb(era, ALL)) {
            web.answering(
                    "completion/complete", "{\"completion\":{\"values\":[\"python\",\"pytorch\"],\"hasMore\":true}}");

            assertThat(suggested(web, """
                            {"of":"prompt","name":"review","argument":"framework","value":"py","arguments":{"level":"high"}}"""))
                    .isEqualTo("python\npytorch\nThere are more; ask again with more of the beginning.");
            assertThat(asked(web)).isEqualTo(json("""
                            {"ref":{"type":"ref/prompt","name":"review"},"argument":{"value":"py","name":"framework"},
                             "context":{"arguments":{"level":"high"}}}"""));

            web.answering("completion/complete", "{\"completion\":{\"values\":[]}}");
            assertThat(suggested(web, """
                            {"of":"address","name":"file:///{path}","argument":"path"}""")).isEqualTo("It suggests nothing.");
            assertThat(asked(web)).isEqualTo(json("""
                            {"ref":{"type":"ref/resource","uri":"file:///{path}"},"argument":{"value":"","name":"path"}}"""));
        }
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void aServerThatSuggestsWithoutEndIsCut(Era era) throws Exception {
        try (var web = new ScriptedWeb(era, ALL)) {
            var many = IntStream.range(0, 5_000)
                    .mapToObj(n -> "\"" + "x".repeat(900) + "\"")
                    .collect(Collectors.joining(","));
            web.answering("completion/complete", "{\"completion\":{\"values\":[%s]}}".formatted(many));

            assertThat(suggested(web, "{\"of\":\"prompt\",\"name\":\"p\",\"argument\":\"a\"}"))
                    .hasLineCount(101)
                    .hasSizeLessThan(51_000)
                    .endsWith("ask again with more of the beginning.");
        }
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void theToolIsThereForServersThatSuggestAlone(Era era) throws Exception {
        try (var suggests = new ScriptedWeb(era, ALL);
                var silent = new ScriptedWeb(era, "{\"resources\":{},\"prompts\":{}}")) {
            assertThat(host.offer(suggests.server(), Servers.CALLER).tools())
                    .extracting(ServedTool::name)
                    .contains("get_prompt", "suggest_values");
            assertThat(host.offer(silent.server(), Servers.CALLER).tools())
                    .extracting(ServedTool::name)
                    .contains("get_prompt")
                    .doesNotContain("suggest_values");
        }
    }
}
