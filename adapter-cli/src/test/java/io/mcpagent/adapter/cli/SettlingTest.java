package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.run.RunFollower;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputJson;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.tool.ToolCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final RunId RUN = new RunId(new UUID(0, 1));
    private static final RunId OTHER = new RunId(new UUID(0, 2));

    private final List<Json.Obj> waiting = new ArrayList<>();
    private final List<InputAnswer> answers = new ArrayList<>();
    private final List<FollowedRun> followed = new ArrayList<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void allThatTheRunWaitsForIsAskedAndNothingOfOthers() {
        wait(OTHER, 1, "other__send");
        wait(RUN, 2, "mail__send");
        wait(RUN, 3, "files__write");

        settle("yes\nno\nNot today.\n");

        assertThat(answers)
                .containsExactly(new InputAnswer.Approve(Optional.empty()), new InputAnswer.Refuse("Not today."));
        assertThat(followed).hasSize(2);
        assertThat(waiting).hasSize(1);
    }

    @Test
    void whatTheToolDoesNotTakeIsSaidAndAskedAgain() {
        wait(RUN, 2, "mail__send");

        settle("{\"wrong\": 1}\nyes\n");

        assertThat(answers).containsExactly(new InputAnswer.Approve(Optional.empty()));
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("wrong is no argument");
    }

    @Test
    void whoSaysNothingLeavesItWaiting() {
        wait(RUN, 2, "mail__send");

        settle("");

        assertThat(answers).isEmpty();
        assertThat(waiting).hasSize(1);
    }

    private void wait(RunId run, long id, String tool) {
        var request = new InputRequest.ApproveCall(
                new InputRequestId(new UUID(1, id)), new ToolCall("1", tool, Json.object()), "it acts", Instant.EPOCH);
        waiting.add(
                Json.object().with("run_id", Json.of(run.value().toString())).with("request", InputJson.of(request)));
    }

    private void settle(String typed) {
        var in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        var streams = new CliStreams(InputStream.nullInputStream(), new ByteArrayOutputStream(), err, Terminal.NONE);
        var output = new Output(streams, () -> false);
        new Settling(
                        new Waiting(),
                        new InboxPrompts(new PipedInput(in), output),
                        wrong -> output.note(wrong.getMessage()))
                .settle(RUN, followed::add);
    }

    /** Takes any approval, but none with other arguments. */
    private final class Waiting implements Inbox {
        @Override
        public List<Json.Obj> waiting() {
            return List.copyOf(waiting);
        }

        @Override
        public Json.Obj find(InputRequestId id) {
            throw new UnsupportedOperationException("nobody looks for one");
        }

        @Override
        public FollowedRun answer(InputRequestId id, InputAnswer answer) {
            if (answer instanceof InputAnswer.Approve(var edited) && edited.isPresent())
                throw new InvalidRequest("arguments_invalid", "wrong is no argument");
            waiting.removeIf(entry ->
                    InputJson.request(Members.object(entry, "request")).id().equals(id));
            answers.add(answer);
            return new Ended();
        }
    }

    private record Ended() implements FollowedRun {
        @Override
        public RunId run() {
            return RUN;
        }

        @Override
        public ConversationId session() {
            return new ConversationId(new UUID(0, 3));
        }

        @Override
        public void follow(RunFollower follower) {}

        @Override
        public void cancel() {}
    }
}
