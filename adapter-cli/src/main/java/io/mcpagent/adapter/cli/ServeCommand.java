package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = "Serves the HTTP API, until Ctrl-C or SIGTERM ends it; what runs then is waited for.",
        footer = {"", "Examples:", "  mcp-agent serve", "  mcp-agent serve --port 8080"})
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--host",
            paramLabel = "H",
            description =
                    "Where to listen (default: server.host of the settings, 127.0.0.1); elsewhere than on this machine's loopback only once there are users.")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "0 for one that is free (default: server.port of the settings, 8642).")
    private Optional<Integer> port = Optional.empty();

    private final Invocation invocation;

    ServeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (var server = invocation.host().serve(invocation.options(), new CliHost.Listening(host, port))) {
            invocation.interruption().bePatient(server.drainTime());
            var output = invocation.output();
            server.notices().get().forEach(output::note);
            if (output.isJson())
                output.say(Json.object()
                        .with("event", Json.of("server.ready"))
                        .with("address", Json.of(server.address().toString())));
            else output.say("Listening on " + server.address() + "; Ctrl-C stops.");
            waitForTheEnd();
            if (!output.isJson()) output.note("stopping; what runs is waited for");
        }
        return ExitCode.DONE;
    }

    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException theEnd) {
            // Not set again, as closing has to wait for what runs.
            return;
        }
    }
}
