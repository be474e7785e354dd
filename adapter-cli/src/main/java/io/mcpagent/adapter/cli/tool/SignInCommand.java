package io.mcpagent.adapter.cli.tool;

import io.mcpagent.adapter.cli.ExitCode;
import io.mcpagent.adapter.cli.Invocation;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServerName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tool-servers sign-in}. Nothing is held while a person is in the browser. */
@Command(
        name = "sign-in",
        description = {
            "Signs you in with a tool server that wants it: prints an address to open in a browser of this machine, and waits"
                    + " for at most five minutes until you come back. What you are given counts for you alone."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-agent tool-servers sign-in wiki",
            "  mcp-agent tool-servers sign-in wiki --paste"
        })
final class SignInCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LONGEST = 16 << 10;
    private static final int LAST_PORT = 65_535;

    @Parameters(paramLabel = "NAME", description = ToolServersCommands.NAME)
    private String name = "";

    @Option(
            names = "--paste",
            description = {
                "For a browser on another machine: reads from standard input the whole address that it ends at, a page that"
                        + " can't be reached."
            })
    private boolean paste;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = {
                "The browser comes back to http://127.0.0.1:PORT/callback, where the client of the server's entry is registered"
                        + " with that address (default: any free port)."
            })
    private Optional<Integer> port = Optional.empty();

    private final Invocation invocation;

    SignInCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var wanted = new ToolServerName(name);
        return finish(paste ? pasted(wanted) : comeBack(wanted));
    }

    private int port() {
        var given = port.orElse(0);
        if (port.isPresent() && (given < 1 || given > LAST_PORT))
            throw new InvalidRequest("port_invalid", "--port has to be from 1 to %d.".formatted(LAST_PORT));
        return given;
    }

    private String comeBack(ToolServerName wanted) {
        try (var back = BrowserBack.open(port())) {
            var sent = begun(wanted, back.address());
            var answer = new CompletableFuture<String>();
            back.expect(sent, answer::complete);
            tell(sent, "With a browser on another machine, use --paste, which takes the address that it ends at.");
            return awaited(answer);
        }
    }

    private String pasted(ToolServerName wanted) {
        var sent = begun(wanted, BrowserBack.nobody(port()));
        tell(sent, "Then paste the whole address that the browser ends at, and press Enter.");
        return awaited(typed());
    }

    private void tell(URI sent, String hint) {
        var output = invocation.output();
        output.note("Open this in a browser:");
        output.note(sent);
        output.note(hint);
    }

    private URI begun(ToolServerName wanted, URI back) {
        var at = new AtomicReference<>(back);
        invocation.onBackend(backend -> {
            at.set(backend.toolSignIns().begin(wanted, back));
            return ExitCode.done();
        });
        return at.get();
    }

    private int finish(String answer) {
        var output = invocation.output();
        return invocation.onBackend(backend -> {
            var server = backend.toolSignIns().finish(answer);
            if (output.isJson()) output.say(Json.object().with("tool_server", Json.of(server)));
            else output.note("signed in with " + server);
            return ExitCode.done();
        });
    }

    private static String awaited(CompletableFuture<String> answer) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException nobody) {
            throw new InvalidRequest(
                    "tool_server_sign_in_late",
                    "Nobody came back within five minutes. Begin the sign-in again.",
                    nobody);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the sign-in was interrupted");
        }
    }

    private CompletableFuture<String> typed() {
        var in = invocation.in();
        var line = new CompletableFuture<String>();
        Thread.ofPlatform().daemon().name("pasted-address").start(() -> {
            try {
                line.complete(line(in));
            } catch (RuntimeException failed) {
                line.completeExceptionally(failed);
            }
        });
        return line;
    }

    private static String line(InputStream in) {
        var bytes = new ByteArrayOutputStream();
        try {
            for (var next = in.read(); next >= 0 && next != '\n' && bytes.size() < LONGEST; next = in.read())
                bytes.write(next);
        } catch (IOException failed) {
            throw new UncheckedIOException("can't read from standard input", failed);
        }
        var line = bytes.toString(StandardCharsets.UTF_8).strip();
        if (line.isEmpty())
            throw new InvalidRequest(
                    "tool_server_sign_in_no_answer", "No address was pasted. Begin the sign-in again.");
        return line;
    }
}
