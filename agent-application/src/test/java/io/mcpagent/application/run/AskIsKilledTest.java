package io.mcpagent.application.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.KillSwitch;
import io.mcpagent.application.KillSwitch.Killed;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelCalled;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AskIsKilledTest {
    private static final int MORE_THAN_IT_CALLS = 1_000;
    private static final String QUESTION = "What do bees make?";

    /** No two replies of it are the same, as with a real model. */
    private final ScriptedLlm model =
            ScriptedLlm.answering(request -> "Reply " + this.requests() + ": bees make honey. [1]");

    private int requests() {
        return model.requests().size();
    }

    @Test
    void isAnsweredOnceWhereverItIsKilled() {
        var calledTwice = 0;
        for (var fatal = 1; fatal < MORE_THAN_IT_CALLS; fatal++) {
            var machine = new Machine();
            machine.put("bees.md", "Bees make honey. Wasps do not.");
            try (var platform = machine.start()) {
                platform.sync();
            }
            var killed = killedAt(fatal, machine);
            var log = afterRestart(machine);
            calledTwice += calls(log) > 1 ? 1 : 0;
            if (!killed) {
                assertThat(fatal).as("calls of ports").isGreaterThan(8);
                assertThat(calledTwice).as("kills behind the model's call").isPositive();
                return;
            }
        }
    }

    private boolean killedAt(int fatal, Machine machine) {
        var kill = new KillSwitch(fatal);
        try (var platform = machine.start(model, kill)) {
            platform.ask(QUESTION);
        } catch (Killed expected) {
            assertThat(kill.wentOff()).isTrue();
        }
        return kill.wentOff();
    }

    private List<RecordedEvent> afterRestart(Machine machine) {
        machine.letLeasesRunOut();
        try (var platform = machine.start(model)) {
            platform.driver.resumeInterrupted();
            assertThat(platform.driver.resumeInterrupted()).isZero();
            assertThat(platform.runPorts.tasks().claim(TaskKind.DRIVE_RUN)).isEmpty();
            var logs = machine.issued().stream()
                    .map(id -> platform.runPorts.runs().read(new RunId(id), 0))
                    .filter(log -> !log.isEmpty())
                    .toList();
            var messages = messages(machine, platform);
            if (logs.isEmpty()) {
                assertThat(messages).as("killed before it was begun").isEmpty();
                return List.of();
            }
            assertThat(logs).hasSize(1);
            assertWellFormed(logs.getFirst());
            assertAnswered(logs.getFirst(), messages);
            return logs.getFirst();
        }
    }

    private static List<Message> messages(Machine machine, Platform platform) {
        return machine.issued().stream()
                .flatMap(id -> platform.runPorts.conversations().messages(new ConversationId(id)).stream())
                .toList();
    }

    private static void assertWellFormed(List<RecordedEvent> log) {
        assertThat(log.stream().map(RecordedEvent::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, log.size()).boxed().toList());
        assertThat(RunState.of(log.stream().map(RecordedEvent::event)).end()).isPresent();
        for (var i = 0; i < log.size(); i++) {
            if (!(log.get(i).event() instanceof ModelAbandoned(var replaces))) continue;
            assertThat(replaces).isEqualTo(log.get(i).seq() - 1);
            assertThat(log.get(i + 1).event()).isInstanceOf(ModelCalled.class);
        }
        assertThat(log.stream().filter(event -> event.event() instanceof ModelAbandoned))
                .hasSize(calls(log) - 1);
    }

    private static void assertAnswered(List<RecordedEvent> log, List<Message> messages) {
        var replies = log.stream()
                .map(RecordedEvent::event)
                .flatMap(event -> event instanceof ModelReplied(var text, var calls, var usage)
                        ? Stream.of(text)
                        : Stream.<String>of())
                .toList();
        assertThat(replies).hasSize(1);
        assertThat(log.getLast().event()).isInstanceOfSatisfying(AnswerCompleted.class, answer -> {
            assertThat(answer.answer()).isEqualTo(replies.getFirst());
            assertThat(answer.answered()).isTrue();
        });
        assertThat(messages.stream().map(Message::role)).containsExactly(Message.Role.USER, Message.Role.ASSISTANT);
        assertThat(messages.getLast().parts().getFirst().text()).isEqualTo(replies.getFirst());
    }

    private static int calls(List<RecordedEvent> log) {
        return (int) log.stream()
                .map(RecordedEvent::event)
                .filter((RunEvent event) -> event instanceof ModelCalled)
                .count();
    }
}
