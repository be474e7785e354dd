package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.cli.Cli;
import io.mcpagent.adapter.cli.CliHost;
import io.mcpagent.adapter.cli.CliServer;
import io.mcpagent.adapter.cli.CliStreams;
import io.mcpagent.adapter.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The command line in this process: on a data directory, on the server that holds it, and on one that it is told of. */
abstract class OverServerTest {
    @TempDir
    Path folder;

    Path data;

    record Printed(int exitCode, String out, String err) {}

    @BeforeEach
    void nameTheDataDirectory() {
        data = folder.resolve("data");
    }

    /** What each prints, for people and as JSON. */
    List<Printed> everything(List<List<String>> commands, String... where) {
        var printed = new ArrayList<Printed>();
        for (var command : commands) {
            for (var format : List.of(List.<String>of(), List.of("--json"))) {
                var all = Stream.of(command, format, List.of(where))
                        .flatMap(List::stream)
                        .toArray(String[]::new);
                printed.add(where.length == 0 ? onData(all) : run(all));
            }
        }
        return printed;
    }

    CliServer serve() {
        return host().serve(options(), new CliHost.Listening(Optional.of("127.0.0.1"), Optional.of(0)));
    }

    CliHost.Options options() {
        return new CliHost.Options(Optional.of(data), false);
    }

    /** That of the data directory. */
    LocalHost host() {
        return new LocalHost(TestSettings.environment(), AgentPlatform.Model.WHEN_NEEDED);
    }

    Printed onData(String... command) {
        return typed("", command);
    }

    /** What a command prints on the data directory that does what it should. */
    String done(String... command) {
        var printed = onData(command);
        assertThat(printed.exitCode()).as(printed.err()).isZero();
        return printed.out();
    }

    /** With something on standard input. */
    Printed typed(String input, String... command) {
        return run(input, with("--data-dir", data.toString(), command), host());
    }

    static Printed onServer(CliServer server, String... command) {
        return run(with("--server", server.address().toString(), command));
    }

    static Printed run(String... command) {
        return run("", command, new LocalHost(TestSettings.environment(), AgentPlatform.Model.WHEN_NEEDED));
    }

    private static String[] with(String option, String value, String... command) {
        return Stream.concat(Stream.of(option, value), Stream.of(command)).toArray(String[]::new);
    }

    private static Printed run(String input, String[] command, CliHost host) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var streams = new CliStreams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err, Terminal.NONE);
        var exitCode = Cli.run(command, host, streams);
        return new Printed(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
