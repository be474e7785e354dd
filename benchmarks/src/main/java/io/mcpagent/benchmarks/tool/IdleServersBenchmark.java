package io.mcpagent.benchmarks.tool;

import io.mcpagent.benchmarks.Footprint;
import io.mcpagent.benchmarks.Product;
import io.mcpagent.benchmarks.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What tool servers cost that nobody calls: a server over a data directory with many of them, every other one a program, and
 * five approved tools in each, against one over a directory without any, in turn, each in a new process. Both list all
 * tools, which reads the definitions, and are left alone. Then once more when each server was reached, and once it was not
 * needed for so long that it was ended.
 */
public final class IdleServersBenchmark {
    private static final Duration IDLE = Duration.ofSeconds(12);
    private static final Duration SETTLED = Duration.ofSeconds(3);
    /** Longer than a server may be idle, and until that is looked at. */
    private static final Duration UNUSED = Duration.ofMinutes(12);

    private static final Pattern PIN =
            Pattern.compile("\"name\":\"([^\"]+)\",\"server\":\"[^\"]+\",\"hash\":\"([0-9a-f]{64})\"");

    private IdleServersBenchmark() {}

    /** Takes the launcher, a folder for data, how many servers, how many pairs, and whether to wait for idle ones to end. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[1])), "idle");
        var count = Integer.parseInt(args[2]);
        var pairs = Integer.parseInt(args[3]);
        try (var network = new ListedServers()) {
            var allowed = Map.of("MCP_AGENT_OUTBOUND_ALLOW", "127.0.0.1:" + network.port());
            var without = new Product(Path.of(args[0]), Files.createDirectories(folder.resolve("without")), allowed);
            var with = new Product(Path.of(args[0]), Files.createDirectories(folder.resolve("with")), allowed);
            configure(with, network, folder, count);
            var fewer = new ArrayList<Footprint>();
            var more = new ArrayList<Footprint>();
            for (var i = 0; i < pairs; i++) {
                fewer.add(configured(without, 0));
                more.add(configured(with, count));
            }
            System.out.printf("%d servers with %d tools, configured%n", count, count * ListedServers.TOOLS.size());
            Footprint.compare(fewer, more);
            if (Boolean.parseBoolean(args[4])) used(with, count, fewer);
        }
    }

    private static void configure(Product product, ListedServers network, Path folder, int count)
            throws IOException, InterruptedException {
        var program = Files.writeString(folder.resolve("server.sh"), ListedServers.program());
        var entries = IntStream.range(0, count)
                .mapToObj(n -> n % 2 == 0
                        ? "\"server-%d\":{\"command\":\"sh\",\"args\":[\"%s\"]}".formatted(n, program)
                        : "\"server-%d\":{\"url\":\"%s\"}".formatted(n, network.url(n)))
                .collect(Collectors.joining(","));
        try (var server = product.serve(0)) {
            var address = server.address().resolve("/api/v1/tool-servers/");
            server.post(address.resolve("import"), "{\"config\":{\"mcpServers\":{" + entries + "}}}");
            for (var n = 0; n < count; n++) {
                var one = address.resolve("server-" + n + "/");
                var hashes = PIN.matcher(server.post(one.resolve("test"), "{}"))
                        .results()
                        .map(pin -> "\"%s\":\"%s\"".formatted(pin.group(1), pin.group(2)))
                        .collect(Collectors.joining(","));
                server.post(one.resolve("pins/approve"), "{\"tools\":{" + hashes + "}}");
            }
        }
    }

    private static Footprint configured(Product product, int count) throws IOException, InterruptedException {
        try (var server = product.serve(0)) {
            list(server, server.address(), count);
            server.leaveAlone(IDLE);
            return footprint(product, server);
        }
    }

    private static void list(ServerProcess server, URI address, int count) throws IOException, InterruptedException {
        var tools = server.get(address.resolve("/api/v1/tools?limit=1000"));
        var last = "server-%d__%s".formatted(count - 1, ListedServers.TOOLS.getLast());
        if (count > 0 && !tools.contains(last)) throw new IOException("not listed: " + last);
    }

    /** Without what the listing left behind, of which one answer is larger than the other. */
    private static Footprint footprint(Product product, ServerProcess server) throws IOException, InterruptedException {
        server.diagnose("GC.run");
        server.leaveAlone(SETTLED);
        return Footprint.of(server, product.data().resolveSibling("threads.json"));
    }

    /** Of one process: that of many programs would say little more of ours. */
    private static void used(Product product, int count, List<Footprint> fewer)
            throws IOException, InterruptedException {
        try (var server = product.serve(0)) {
            var address = server.address();
            list(server, address, count);
            for (var n = 0; n < count; n++)
                server.post(address.resolve("/api/v1/tool-servers/server-" + n + "/test"), "{}");
            server.leaveAlone(UNUSED);
            var states = server.get(address.resolve("/api/v1/tool-servers?limit=1"));
            if (states.contains("\"connected\"")) throw new IOException("some are connected still");
            System.out.println("the same, each reached once and ended as it was not needed");
            Footprint.compare(fewer, List.of(footprint(product, server)));
        }
    }
}
