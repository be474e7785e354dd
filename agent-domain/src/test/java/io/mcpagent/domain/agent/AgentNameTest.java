package io.mcpagent.domain.agent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.InvalidRequest;
import org.junit.jupiter.api.Test;

class AgentNameTest {
    /** It goes into logs, and to whoever sent it. */
    @Test
    void whatIsNoNameIsShownInOneShortLine() {
        assertThatThrownBy(() -> new AgentName("a\u0000b\r\nc\u001b\u202e\u2028d"))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("\"a?b??c???d\"");
        assertThatThrownBy(() -> new AgentName("x".repeat(1_000_000)))
                .hasMessageEndingWith("\"" + "x".repeat(100) + "…\" has not.");
    }
}
