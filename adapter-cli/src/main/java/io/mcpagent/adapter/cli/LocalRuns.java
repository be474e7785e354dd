package io.mcpagent.adapter.cli;

import io.mcpagent.application.agent.AgentService;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.run.InboxService;
import io.mcpagent.application.run.RunFollower;
import io.mcpagent.application.run.RunJson;
import io.mcpagent.application.run.RunService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.StreamPosition;
import java.util.List;
import java.util.Optional;

/** Those of the data directory. */
record LocalRuns(RunService runs, ChatService chat, AgentService agents, InboxService inbox)
        implements Runs, Questions, Inbox {
    @Override
    public List<Json.Obj> runs(int limit) {
        return runs.runs(Caller.LOCAL_OWNER, Optional.empty(), limit).stream()
                .map(RunJson::of)
                .toList();
    }

    @Override
    public List<RecordedEvent> events(RunId id) {
        return runs.events(Caller.LOCAL_OWNER, id);
    }

    @Override
    public Json.Obj cancel(RunId id) {
        return RunJson.of(runs.cancel(Caller.LOCAL_OWNER, id));
    }

    @Override
    public void require(Optional<AgentName> agent, Optional<String> model) {
        agents.require(Caller.LOCAL_OWNER, agent, model);
    }

    @Override
    public FollowedRun ask(AskRequest request) {
        var asked = chat.begin(Caller.LOCAL_OWNER, request);
        return new Followed(runs, asked.run(), asked.conversation(), StreamPosition.START);
    }

    @Override
    public List<Json.Obj> waiting() {
        return inbox.waiting(Caller.LOCAL_OWNER).stream().map(RunJson::of).toList();
    }

    @Override
    public Json.Obj find(InputRequestId id) {
        return RunJson.of(inbox.find(Caller.LOCAL_OWNER, id));
    }

    @Override
    public FollowedRun answer(InputRequestId id, InputAnswer answer) {
        var asking =
                runs.find(Caller.LOCAL_OWNER, inbox.find(Caller.LOCAL_OWNER, id).run());
        inbox.answer(Caller.LOCAL_OWNER, id, answer);
        return new Followed(runs, asking.id(), asking.conversation(), new StreamPosition(asking.lastSeq(), 0));
    }

    private record Followed(RunService runs, RunId run, ConversationId session, StreamPosition from)
            implements FollowedRun {
        @Override
        public void follow(RunFollower follower) {
            runs.follow(Caller.LOCAL_OWNER, run, from, follower);
        }

        @Override
        public void cancel() {
            runs.cancel(Caller.LOCAL_OWNER, run);
        }
    }
}
