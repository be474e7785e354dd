package io.mcpagent.application.run;

import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.RunEnd;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunStreamPort.Listener;
import io.mcpagent.domain.run.RunSummary;
import io.mcpagent.domain.run.StreamPosition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * One client's way through a run: events from the log, and between a {@code ModelCalled} and its reply the text from the
 * live stream. Positions grow strictly, and the text of a call is the same whether it was heard live or read afterwards.
 */
final class Following {
    /** A run of another node is found out about by looking. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final RunPorts ports;
    private final ReadLog log;
    private final RunFollower follower;
    private StreamPosition position = StreamPosition.START;
    private boolean isOver;

    Following(RunPorts ports, ReadLog log, RunFollower follower) {
        this.ports = ports;
        this.log = log;
        this.follower = follower;
    }

    void follow(RunSummary run, StreamPosition after) {
        position = run.reached(after);
        isOver = after.seq() == run.lastSeq() && isLast(run.status());
        // What later events mean depends on these.
        if (!isOver && after.seq() > 0) log.next(upTo(after.seq(), ports.runs().read(run.id(), 0)));
        var listener = ports.stream().listen(run.id());
        try {
            follow(run.id(), listener);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("following the run was interrupted");
        } finally {
            ports.stream().leave(listener);
        }
    }

    private void follow(RunId run, Listener listener) throws InterruptedException {
        var quiet = Duration.ZERO;
        while (!isOver) {
            var before = position;
            log.next(ports.runs().read(run, position.seq())).forEach(this::event);
            while (!isOver && hears(listener)) {
                // The log is looked at when it has grown, not for each word.
            }
            quiet = before.equals(position) ? quiet.plus(LOOK_AGAIN) : Duration.ZERO;
            if (quiet.compareTo(follower.patience()) >= 0) {
                follower.idle();
                quiet = Duration.ZERO;
            }
        }
    }

    private static List<RecordedEvent> upTo(long seq, List<RecordedEvent> events) {
        return events.subList(0, Math.toIntExact(seq));
    }

    private boolean hears(Listener listener) throws InterruptedException {
        var text = ports.stream().next(listener, position.seq(), position.offset(), LOOK_AGAIN);
        if (!text.isEmpty()) text(position.seq(), position.offset(), text);
        return !text.isEmpty();
    }

    private boolean isLast(RunSummary.Status status) {
        return status.isEnd() || (status == RunSummary.Status.PARKED && follower.leavesWhenParked());
    }

    private void event(RecordedEvent recorded) {
        if (isOver) return;
        if (recorded.event() instanceof ModelReplied(var text, var calls, var usage)) rest(recorded.seq() - 1, text);
        position = new StreamPosition(recorded.seq(), 0);
        follower.event(recorded);
        isOver = isLast(recorded.event());
    }

    /** What the client has not heard of a call whose reply is known. */
    private void rest(long call, String text) {
        var heard = position.seq() == call ? position.offset() : 0;
        if (heard >= text.codePointCount(0, text.length())) return;
        text(call, heard, text.substring(text.offsetByCodePoints(0, Math.toIntExact(heard))));
    }

    private void text(long call, long heard, String more) {
        position = new StreamPosition(call, heard + more.codePointCount(0, more.length()));
        follower.text(position, more);
    }

    private boolean isLast(RunEvent event) {
        return event instanceof RunEnd || (event instanceof RunParked && follower.leavesWhenParked());
    }
}
