package io.mcpagent.adapter.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkGlanceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":null}",
                "{\"choices\":{\"finish_reason\":\"stop\"}}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\",\"finish_reason\":\"stop\"},\"finish_reason\":null}]}",
                "{\"choices\":[7,{\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"finish_reason\":null},{\"finish_reason\":\"stop\"}]}",
                "{\"delta\":{\"usage\":1,\"error\":2,\"choices\":[{\"finish_reason\":\"stop\"}]}}"
            })
    void thereIsNothingToIt(String chunk) {
        assertThat(ChunkGlance.at(chunk)).hasValue(new ChunkGlance(false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"finish_reason\":{\"why\":\"stop\"},\"index\":0},{}]}"
            })
    void theModelSaysWhyItStops(String chunk) {
        assertThat(ChunkGlance.at(chunk)).hasValue(new ChunkGlance(false, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":{\"message\":\"no\"}}", "{\"usage\":null}", "{\"choices\":[],\"usage\":{}}"})
    void itHasToBeLookedAt(String chunk) {
        assertThat(ChunkGlance.at(chunk)).hasValue(new ChunkGlance(true, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{",
                "{\"choices\":[{\"finish_reason\":\"stop\"",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":nonsense}",
                "not JSON"
            })
    void itIsNoObject(String chunk) {
        assertThat(ChunkGlance.at(chunk)).isEmpty();
    }

    @Test
    void aUsageAtTheEndIsBoth() {
        assertThat(ChunkGlance.at("{\"choices\":[{\"finish_reason\":\"length\"}],\"usage\":{\"total_tokens\":1}}"))
                .hasValue(new ChunkGlance(true, true));
    }
}
