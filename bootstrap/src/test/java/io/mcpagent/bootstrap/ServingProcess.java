package io.mcpagent.bootstrap;

import io.mcpagent.adapter.rest.RestServer;
import io.mcpagent.adapter.tools.LocalTools;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.tool.ToolEffect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A server with a tool that acts: it sends letters, to the address that is its second argument; the first is the data
 * directory. Prints where it listens, and runs until its standard input ends.
 */
public final class ServingProcess {
    private ServingProcess() {}

    /** What a letter needs. */
    public record Letter(String to) {}

    public static void main(String[] args) throws IOException {
        var office = URI.create(args[1]);
        var letters = LocalTools.of(
                "send_letter", "Sends a letter.", ToolEffect.ACTS, Letter.class, letter -> send(office, letter));
        var settings = Settings.load(System.getenv(), Optional.of(Path.of(args[0])));
        try (var platform = AgentPlatform.open(settings, List.of(letters));
                var server = RestServer.open(settings.server().at("127.0.0.1", 0), new ServedPlatform(platform))) {
            System.out.println(server.address());
            while (System.in.read() >= 0) {
                // Whatever is said is not listened to.
            }
        }
    }

    private static String send(URI office, Letter letter) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(office)
                    .POST(BodyPublishers.ofString(letter.to()))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a letter was sent", e);
        }
    }
}
