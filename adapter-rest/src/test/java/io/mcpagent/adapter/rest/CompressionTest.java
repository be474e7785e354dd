package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class CompressionTest extends RestTest {
    @Test
    void whatIsLongIsPackedForWhoCanUnpackIt() throws IOException, InterruptedException {
        for (var n = 0; n < 10; n++)
            platform.holds(
                    "bees-" + n + ".md", "Bees of hive %d make honey from nectar, and keep it in combs.".formatted(n));
        var plain = get("/api/v1/search?q=honey");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.body().length()).isGreaterThan(1_500);

        var packed = client.send(
                request("/api/v1/search?q=honey")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Accept-Encoding"));
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            var answer = json(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(answer.path("data")).isEqualTo(json(plain).path("data"));
        }
    }

    @Test
    void whatIsShortIsSentAsItIs() {
        var answer =
                send(request("/health/live").header("Accept-Encoding", "gzip").GET());

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }

    /** Packing gathers, and an event has to arrive when it happens. */
    @Test
    void aStreamIsNeverPacked() {
        platform.holds("bees.md", "Bees make honey from nectar.");
        var stream = send(request("/api/v1/chat")
                .header("Accept-Encoding", "gzip")
                .header("Accept", "text/event-stream")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"message\": \"Who makes honey?\"}")));

        assertThat(stream.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(stream.body()).contains("event: answer.completed");
    }
}
