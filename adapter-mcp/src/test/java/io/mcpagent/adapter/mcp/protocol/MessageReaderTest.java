package io.mcpagent.adapter.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private static final List<String> SEEDS = List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a\",\"arguments\":{\"x\":[1.5,true,null]}}}",
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"\\u00fc\"}]}}",
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"no\",\"data\":{}}}",
            "[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":7,\"progress\":1e3}}]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "[]",
                "{}",
                "null",
                "{\"jsonrpc\":\"2.0\"}",
                "{\"jsonrpc\":\"1.0\",\"method\":\"a\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":1}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":[]}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"id\":null}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"id\":1.5}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"result\":{},\"id\":1}",
                "{\"jsonrpc\":\"2.0\",\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":3}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1e30,\"message\":\"\"}}",
                "{\"jsonrpc\":\"2.0\",\"jsonrpc\":\"2.0\",\"method\":\"a\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"a\"} x",
                "{\"jsonrpc\":\"2.0\",\"method\":\"\\ud800\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":{\"n\":1e999999999}}"
            })
    void whatIsNoMessageIsRefused(String text) {
        assertThatThrownBy(() -> MessageReader.some(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10.0", "1e1"})
    void aNumberIsOneIdHoweverItIsWritten(String number) {
        var message = MessageReader.one("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{}}"
                .formatted(number)
                .getBytes(StandardCharsets.UTF_8));
        assertThat(message).isEqualTo(new Message.Result(RequestId.of(10), Json.object()));
        assertThat(new String(MessageWriter.bytes(message), StandardCharsets.UTF_8))
                .contains("\"id\":10,");
    }

    @Test
    void whatIsReadIsWrittenAgain() {
        for (var seed : SEEDS) {
            for (var message : MessageReader.some(seed.getBytes(StandardCharsets.UTF_8)))
                assertThat(MessageReader.one(MessageWriter.bytes(message))).isEqualTo(message);
        }
    }

    @Test
    void tenThousandDamagedMessagesAreReadOrRefused() {
        readOrRefused(10_000);
    }

    @Test
    @Tag("nightly")
    void aMillionDamagedMessagesAreReadOrRefused() {
        readOrRefused(1_000_000);
    }

    /** Anything but a message or {@link Malformed} fails the test. */
    private static void readOrRefused(int count) {
        var random = new Random(20_260_728);
        var read = 0;
        for (var n = 0; n < count; n++) {
            var bytes = damaged(SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8), random);
            try {
                read += MessageReader.some(bytes).size();
            } catch (Malformed refused) {
                assertThat(refused.answer().error().message()).isNotBlank();
            }
        }
        assertThat(read).isBetween(1, count);
    }

    private static byte[] damaged(byte[] seed, Random random) {
        var bytes = seed.clone();
        for (var edits = random.nextInt(4); edits >= 0; edits--) {
            var at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(4)) {
                case 0 -> replaced(bytes, at, (byte) random.nextInt(256));
                case 1 -> java.util.Arrays.copyOf(bytes, at + 1);
                case 2 -> spliced(bytes, at, bytes, random.nextInt(bytes.length));
                default ->
                    spliced(
                            bytes,
                            at,
                            "{\"[]1e9\\\"\\u".repeat(1 + random.nextInt(100)).getBytes(StandardCharsets.UTF_8),
                            0);
            };
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    private static byte[] spliced(byte[] head, int at, byte[] tail, int from) {
        var all = java.util.Arrays.copyOf(head, at + tail.length - from);
        System.arraycopy(tail, from, all, at, tail.length - from);
        return all.length == 0 ? new byte[] {'{'} : all;
    }
}
