package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.InvalidRequest;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** One call of the command line: what surrounds it, what was said for all commands, and where its output goes. */
public record Invocation(
        CliHost host,
        GlobalOptions global,
        Output output,
        FailureReport failures,
        Interruption interruption,
        InputStream in) {
    static final String NOT_OVER_SERVER = "not_over_server";

    /** For a command of this machine alone. One that a variable names is not meant then. */
    CliHost.Options options() {
        if (global.server.isPresent())
            throw new InvalidRequest(NOT_OVER_SERVER, "This command is of this machine alone; leave out --server.");
        return local();
    }

    private CliHost.Options local() {
        return new CliHost.Options(global.dataDirectory.map(Roots::of), global.debug);
    }

    /**
     * On the server that was named, or on the platform, which is opened for one command and closed again, whatever
     * happens; else on the server that holds the data directory.
     */
    public int onBackend(ToIntFunction<Backend> command) {
        var server = chosen();
        return server.isPresent() ? on(server.get(), Optional.empty(), command) : onOwn(command);
    }

    /**
     * Lets a client of the Model Context Protocol talk over standard input and output, with the same that commands go to,
     * until it has no more to say.
     */
    void talk() {
        var server = chosen();
        if (server.isPresent()) {
            tellIfInTheClear(server.get());
            host.relay(local(), () -> server.map(RemoteServer::elsewhere), in, output.raw());
        } else talkOnOwn();
    }

    private void talkOnOwn() {
        try {
            host.talk(local(), in, output.raw());
        } catch (Conflict held) {
            output.note("The server at %s holds the data directory; this passes on to it.".formatted(holder(held)));
            host.relay(local(), () -> own().map(RemoteServer::elsewhere), in, output.raw());
        }
    }

    private int onOwn(ToIntFunction<Backend> command) {
        CliPlatform opened;
        try {
            opened = host.open(local());
        } catch (Conflict held) {
            return on(holder(held), Optional.of(this::own), command);
        }
        return on(opened, platform -> command.applyAsInt(Backend.of(platform)));
    }

    /** The server that holds the data directory; what was thrown where it is another process, or another conflict. */
    private RemoteServer holder(Conflict held) {
        if (!FailureReport.isHeld(held)) throw held;
        return own().orElseThrow(() -> held);
    }

    private Optional<RemoteServer> own() {
        return host.running(local()).map(RemoteServer::of);
    }

    private static int on(CliPlatform opened, ToIntFunction<CliPlatform> command) {
        try (var platform = opened) {
            try {
                return command.applyAsInt(platform);
            } finally {
                // An interrupt has been heeded by now, and would keep files from being closed well.
                Thread.interrupted();
            }
        }
    }

    private int on(
            RemoteServer server, Optional<Supplier<Optional<RemoteServer>>> own, ToIntFunction<Backend> command) {
        tellIfInTheClear(server);
        try (var client = new ServerClient(server, own, output::note)) {
            return command.applyAsInt(Backend.of(client, () -> host.files(local())));
        }
    }

    private void tellIfInTheClear(RemoteServer server) {
        if (server.isInTheClear() && server.secret().isPresent())
            output.note(
                    "What is sent to %s, the key too, can be read on the way, as it is not https.".formatted(server));
    }

    /** The data directory that an option names goes before the server that a variable names. */
    private Optional<RemoteServer> chosen() {
        var url = global.server.or(
                () -> global.dataDirectory.isPresent() ? Optional.empty() : host.variable("MCP_AGENT_SERVER_URL"));
        if (global.apiKey.isPresent() && url.isEmpty())
            throw new InvalidRequest("server_missing", "An API key is for a server: say which with --server.");
        return url.map(given -> RemoteServer.of(given, global.apiKey.or(() -> host.variable("MCP_AGENT_API_KEY"))));
    }
}
