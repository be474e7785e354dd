package io.mcpagent.adapter.cli;

import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.run.RunFollower;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputJson;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.StreamPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Those of a server. */
record RemoteRuns(ServerClient server) implements Runs, Questions, Inbox {
    @Override
    public List<Json.Obj> runs(int limit) {
        return server.list("/runs?", limit);
    }

    @Override
    public List<RecordedEvent> events(RunId id) {
        var known = server.get(RemoteRun.path(id));
        var events = new ArrayList<RecordedEvent>();
        RemoteRun.known(server, known, StreamPosition.START)
                .followTo(Members.count(known, "last_seq"), new RunFollower() {
                    @Override
                    public void event(RecordedEvent event) {
                        events.add(event);
                    }

                    @Override
                    public void text(StreamPosition at, String text) {
                        // It stands in the events too.
                    }

                    @Override
                    public void idle() {
                        // Nobody waits for more.
                    }
                });
        return events;
    }

    @Override
    public Json.Obj cancel(RunId id) {
        return server.post(RemoteRun.path(id) + "/cancel", Json.object());
    }

    /** Whether a model can be meant is found out by asking it. */
    @Override
    public void require(Optional<AgentName> agent, Optional<String> model) {
        agent.ifPresent(name -> server.get("/agents/" + ServerClient.segment(name.value())));
    }

    @Override
    public FollowedRun ask(AskRequest request) {
        return RemoteRun.begun(
                server,
                Json.object()
                        .with("message", Json.of(request.question()))
                        .with(
                                "collections",
                                Json.array(request.collections().stream()
                                        .map(Json::of)
                                        .toList()))
                        .with("agent", request.agent().map(name -> Json.of(name.value())))
                        .with("model", request.model().map(Json::of))
                        .with(
                                "session_id",
                                request.conversation()
                                        .map(id -> Json.of(id.value().toString()))));
    }

    @Override
    public List<Json.Obj> waiting() {
        return server.list("/inbox?");
    }

    @Override
    public Json.Obj find(InputRequestId id) {
        return server.get("/inbox/" + id.value());
    }

    @Override
    public FollowedRun answer(InputRequestId id, InputAnswer answer) {
        var entry = "/inbox/" + id.value();
        var asking = server.get(RemoteRun.path(new RunId(Members.id(server.get(entry), "run_id"))));
        server.post(entry, sent(answer));
        return RemoteRun.known(server, asking, new StreamPosition(Members.count(asking, "last_seq"), 0));
    }

    /** What says nothing is not sent. */
    private static Json.Obj sent(InputAnswer answer) {
        return answer instanceof InputAnswer.Refuse(var note) && note.isBlank()
                ? Json.object().with("answer", Json.of("refuse"))
                : InputJson.of(answer);
    }
}
