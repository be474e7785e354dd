package io.mcpagent.application.run;

import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.StreamPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client as the design has it: keeps the text of each call, and the position that it can go on from. */
final class Client implements RunFollower {
    private final List<StreamPosition> positions = new ArrayList<>();
    private final List<RunEvent> events = new ArrayList<>();
    private final Map<Long, StringBuilder> texts = new HashMap<>();
    private boolean isPatient;
    private int idle;

    /** Waits for people. */
    Client patient() {
        isPatient = true;
        return this;
    }

    @Override
    public boolean leavesWhenParked() {
        return !isPatient;
    }

    @Override
    public synchronized void event(RecordedEvent event) {
        arrived(new StreamPosition(event.seq(), 0));
        events.add(event.event());
    }

    @Override
    public synchronized void text(StreamPosition at, String text) {
        arrived(at);
        texts.computeIfAbsent(at.seq(), call -> new StringBuilder()).append(text);
    }

    @Override
    public synchronized void idle() {
        idle++;
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(2);
    }

    /** How often nothing had happened. */
    synchronized int idleTimes() {
        return idle;
    }

    private void arrived(StreamPosition at) {
        positions.add(at);
    }

    synchronized List<StreamPosition> positions() {
        return List.copyOf(positions);
    }

    synchronized StreamPosition last() {
        return positions.isEmpty() ? StreamPosition.START : positions.getLast();
    }

    synchronized List<RunEvent> events() {
        return List.copyOf(events);
    }

    /** Of the last call of the model. */
    synchronized String text() {
        return lastCall()
                .map(call -> texts.getOrDefault(call, new StringBuilder()).toString())
                .orElse("");
    }

    private Optional<Long> lastCall() {
        var last = Optional.<Long>empty();
        for (var i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof ModelCalled) last = Optional.of((long) i + 1);
        }
        return last;
    }

    synchronized Optional<String> answer() {
        return events.stream()
                .filter(AnswerCompleted.class::isInstance)
                .map(event -> ((AnswerCompleted) event).answer())
                .findFirst();
    }
}
