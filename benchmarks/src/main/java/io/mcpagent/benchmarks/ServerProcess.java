package io.mcpagent.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A server of its own process, asked over connections that are kept open; stopped as a supervisor would. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Listening on (http://[^;]+);.*");
    private static final int OK = 200;
    private static final double KIBIBYTES = 1024;

    private final Process process;
    private final BufferedReader output;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ServerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Where it listens, once it does. */
    public URI address() throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var told = ADDRESS.matcher(line);
            if (told.matches()) return URI.create(told.group(1));
        }
        throw new IOException("the server ended before it listened");
    }

    public String get(URI address) throws IOException, InterruptedException {
        return body(HttpRequest.newBuilder(address).build());
    }

    public String post(URI address, String json) throws IOException, InterruptedException {
        return body(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private String body(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != OK) throw new IOException(request.uri() + ": " + response.body());
        return response.body();
    }

    /** Lets it alone for a while, in which it has to stay alive. */
    public void leaveAlone(Duration time) throws IOException, InterruptedException {
        if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS))
            throw new IOException("the server ended with " + process.exitValue());
    }

    /** Of what the kernel says about memory, such as {@code VmRSS}, in MiB, with all child processes. */
    public double mebibytes(String field) throws IOException {
        var sum = 0.0;
        for (var handle : withChildren()) {
            for (var line : Files.readAllLines(Path.of("/proc", Long.toString(handle.pid()), "status"))) {
                if (line.startsWith(field + ":")) sum += Double.parseDouble(line.replaceAll("\\D", "")) / KIBIBYTES;
            }
        }
        return sum;
    }

    private List<ProcessHandle> withChildren() {
        var all = new ArrayList<>(List.of(process.toHandle()));
        process.descendants().forEach(all::add);
        return all;
    }

    /** What the JDK's diagnostic command says. */
    public String diagnose(String... command) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var line = new ArrayList<>(List.of(jcmd, Long.toString(process.pid())));
        line.addAll(List.of(command));
        var answer = new ProcessBuilder(line).redirectErrorStream(true).start();
        return new String(answer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException inAHurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
