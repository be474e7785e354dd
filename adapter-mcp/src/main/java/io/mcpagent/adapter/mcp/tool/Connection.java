package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.McpClient;
import io.mcpagent.adapter.mcp.protocol.legacy.LegacyClient;
import io.mcpagent.adapter.mcp.transport.StdioWire;
import io.mcpagent.adapter.mcp.transport.WireFailure;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerState;
import io.mcpagent.domain.tool.ToolServerState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps one server connected while it is needed. One that can't be reached is left alone for a while, longer each time, so
 * that nobody waits for it again and again; one that is not needed is ended.
 */
final class Connection {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    /** One that ends sooner than that has failed, and has not just been restarted. */
    private static final Duration PROVEN = Duration.ofSeconds(10);

    private static final int MOST_DOUBLINGS = 10;

    private final ToolServerName name;
    private final Failures failures;
    private final Supplier<Connector.Connected> connect;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    private Optional<Connector.Connected> connected = Optional.empty();
    private Instant since;
    private Instant lastUse;
    private int failed;
    private Instant notBefore = Instant.MIN;
    private Optional<String> problem = Optional.empty();
    private List<String> log = List.of();
    private volatile Optional<String> trouble = Optional.empty();
    private volatile ToolServerState last;
    private final Abandoning connecting = new Abandoning();

    Connection(ToolServerName name, Supplier<Connector.Connected> connect, InstantSource clock) {
        this.name = name;
        this.failures = new Failures(name);
        this.connect = connect;
        this.clock = clock;
        this.since = clock.instant();
        this.lastUse = since;
        this.last = new ToolServerState(name, Phase.IDLE, since, problem, log);
    }

    /**
     * The client, connected now where it was not. Whoever comes while somebody connects waits for that.
     *
     * @throws UpstreamFailure when the server can't be reached, or was not a moment ago, or this was closed
     */
    McpClient client() {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a tool server was waited for");
        }
        try {
            if (connecting.isOver()) throw failures.gone();
            lastUse = clock.instant();
            if (connected.isPresent()) {
                if (connected.get().client().isOpen()) return connected.get().client();
                lost();
            }
            var wait = Duration.between(lastUse, notBefore);
            if (wait.isPositive()) throw failures.broken(problem.orElse("It can't be reached."), wait);
            return begun();
        } finally {
            lock.unlock();
        }
    }

    private McpClient begun() {
        try {
            var made = connecting.of(connect).orElseThrow(failures::gone);
            connected = Optional.of(made);
            since = clock.instant();
            problem = Optional.empty();
            return made.client();
        } catch (WireFailure e) {
            throw noted(failures.of(e));
        } catch (Malformed e) {
            throw noted(failures.of(e));
        } catch (LegacyClient.Refused e) {
            throw noted(new UpstreamFailure(
                    "tool_server_protocol",
                    "The tool server %s: %s".formatted(name.value(), Failures.shown(String.valueOf(e.getMessage()))),
                    false,
                    e));
        }
    }

    private UpstreamFailure noted(UpstreamFailure failure) {
        problem = Optional.of(String.valueOf(failure.getMessage()));
        leaveAlone();
        since = clock.instant();
        return failure;
    }

    private void leaveAlone() {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(failed, MOST_DOUBLINGS));
        failed++;
        notBefore = clock.instant().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    }

    /** It ended by itself; at once again, unless that happens all the time. */
    private void lost() {
        var lived = Duration.between(since, clock.instant());
        keepLog();
        connected.ifPresent(gone -> gone.client().close());
        connected = Optional.empty();
        if (lived.compareTo(PROVEN) >= 0) failed = 0;
        else if (failed == 0) failed++;
        else leaveAlone();
    }

    private void keepLog() {
        connected.ifPresent(gone -> {
            if (gone.wire() instanceof StdioWire process) log = process.log();
        });
    }

    /** What was asked over it did not get there, or was not looked at; how it stands until something is answered. */
    void failed(WireFailure failure, Failures told) {
        switch (failure.kind()) {
            case UNREACHABLE, REFUSED, FORGOTTEN, BROKEN ->
                trouble = Optional.of(String.valueOf(told.of(failure).getMessage()));
            case SILENT, GARBLED -> {}
        }
    }

    void worked() {
        trouble = Optional.empty();
    }

    /** Ends it where nobody has needed it for so long. */
    void endIdle(Duration idle) {
        if (!lock.tryLock()) return;
        try {
            if (connected.isPresent() && !clock.instant().isBefore(lastUse.plus(idle))) end();
        } finally {
            lock.unlock();
        }
    }

    /** For good. Whoever connects is interrupted, as a server that does not answer would keep all waiting for a minute. */
    void close() {
        connecting.abandon();
        lock.lock();
        try {
            end();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        keepLog();
        connected.ifPresent(open -> open.client().close());
        connected = Optional.empty();
        since = clock.instant();
    }

    /** Also while somebody connects, which may take a minute: nobody who asks waits for that. */
    boolean isConnected() {
        if (!lock.tryLock()) return true;
        try {
            return connected.isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** As it is; while somebody connects, which may take a minute, as it was when it was last looked at. */
    ToolServerState state() {
        if (!lock.tryLock()) return last;
        try {
            keepLog();
            var isOpen = connected.map(open -> open.client().isOpen()).orElse(false);
            var told = connected.isPresent() ? trouble.or(() -> problem) : problem;
            var isBroken = told.isPresent() || connected.isPresent();
            var phase = isOpen && told.isEmpty() ? Phase.CONNECTED : isBroken ? Phase.BROKEN : Phase.IDLE;
            last = new ToolServerState(name, phase, since, told, log);
            return last;
        } finally {
            lock.unlock();
        }
    }
}
