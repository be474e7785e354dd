package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import io.mcpagent.adapter.rest.conditional.Conditional;
import io.mcpagent.adapter.rest.json.JsonLines;
import io.mcpagent.adapter.rest.telemetry.RequestIds;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client can tell lines that are all from those that are not. */
class JsonLinesTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Javalin server = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                config.concurrency.useVirtualThreads = true;
                config.http.compressionStrategy = Conditional.PACKING;
                config.routes.before(RequestIds::begin);
                config.routes.get(
                        "/{count}/{whole}",
                        context -> JsonLines.send(context, lines -> {
                            var count = Integer.parseInt(context.pathParam("count"));
                            for (var n = 0; n < count; n++)
                                lines.accept(Json.object().with("number", Json.of(n)));
                            if (context.pathParam("whole").equals("fails"))
                                throw new UpstreamFailure("database_unavailable", "The database is gone.", true);
                        }));
                Problems.on(config);
            })
            .start("127.0.0.1", 0);

    @AfterEach
    void close() {
        server.stop();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000})
    void whatIsWholeEndsWell(int count) throws Exception {
        var answer = get("/" + count + "/whole", "identity");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue(JsonLines.MEDIA_TYPE);
        assertThat(answer.body().lines().count()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void whatFailsOnTheWayBreaksOff(int count) {
        for (var packing : new String[] {"identity", "gzip"})
            assertThatThrownBy(() -> get("/" + count + "/fails", packing))
                    .as(packing)
                    .isInstanceOf(IOException.class);
    }

    @Test
    void whatFailsBeforeTheFirstIsAProblem() throws Exception {
        RestTest.problem(get("/0/fails", "identity"), 503, "database_unavailable");
    }

    private HttpResponse<String> get(String path, String packing) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Accept-Encoding", packing)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
