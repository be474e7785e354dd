package io.mcpagent.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long {@code mcp-agent serve} takes from its start to its readiness, over a data directory with a few documents, and
 * what memory it holds when it has searched and answered and was then left alone.
 */
public final class ServeBenchmark {
    private static final Duration BETWEEN_ASKING = Duration.ofMillis(5);
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final double NANOS = 1e9;

    private ServeBenchmark() {}

    /** Takes the launcher, a folder for data, a folder of documents, and how many starts are measured. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var data = Files.createTempDirectory(Files.createDirectories(Path.of(args[1])), "serve");
        var product = new Product(Path.of(args[0]), data, Map.of());
        product.run("ingest", args[2]);
        var starts = new ArrayList<Start>();
        // The first, which makes the launcher's cache where there is none, does not count.
        for (var i = 0; i <= Integer.parseInt(args[3]); i++) {
            System.out.println((i == 0 ? "warm-up, " : "start " + i + ", ") + "load average " + load());
            var start = Start.of(product);
            if (i > 0) starts.add(start);
        }
        report("start to ready, s", starts.stream().map(Start::ready).toList());
        report(
                "start to the first search answered, s",
                starts.stream().map(Start::searched).toList());
        report(
                "RSS, idle for 10 s with models loaded, MiB",
                starts.stream().map(Start::resident).toList());
        report(
                "of it not backed by files, MiB",
                starts.stream().map(Start::anonymous).toList());
    }

    private static void report(String what, List<Double> values) {
        System.out.println(what + ": " + new Sample(values));
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }

    private record Start(double ready, double searched, double resident, double anonymous) {
        static Start of(Product product) throws IOException, InterruptedException {
            var port = freePort();
            var api = URI.create("http://127.0.0.1:" + port + "/api/v1/");
            var begin = System.nanoTime();
            try (var server = product.serve(port)) {
                while (!isReady(port)) server.leaveAlone(BETWEEN_ASKING);
                var ready = seconds(begin);
                server.get(api.resolve("search?q=where+is+the+data+directory"));
                var searched = seconds(begin);
                server.post(api.resolve("chat"), "{\"message\":\"Where is the data directory?\"}");
                server.leaveAlone(IDLE);
                var start = new Start(ready, searched, server.mebibytes("VmRSS"), server.mebibytes("RssAnon"));
                System.out.printf(
                        Locale.ROOT,
                        "  ready after %.2f s, searched after %.2f s, RSS %.0f MiB%n",
                        ready,
                        searched,
                        start.resident);
                return start;
            }
        }

        private static double seconds(long begin) {
            return (System.nanoTime() - begin) / NANOS;
        }

        private static int freePort() throws IOException {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        /** By a bare socket, which costs nearly nothing where nobody listens yet. */
        private static boolean isReady(int port) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                var request = "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return answer.startsWith("HTTP/1.1 200 ");
            } catch (IOException notYet) {
                return false;
            }
        }
    }
}
