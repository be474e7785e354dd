package io.mcpagent.adapter.cli;

import io.mcpagent.application.run.RunFollower;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEventJson;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunSummary;
import io.mcpagent.domain.run.StreamPosition;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/** Hands over what a server streams of a run as this machine would hand it over of its own. */
final class RunEvents {
    static final String PROBLEM = "problem";

    private final ServerClient server;
    private final RunId run;
    private final RunFollower follower;
    private final Set<String> unknown = new HashSet<>();

    RunEvents(ServerClient server, RunId run, RunFollower follower) {
        this.server = server;
        this.run = run;
        this.follower = follower;
    }

    static Json.Obj data(ServerEvents.Event event) {
        return JsonReader.object(event.data()).orElseThrow(() -> Members.wrong(event.name()));
    }

    static StreamPosition place(String id) {
        try {
            return StreamPosition.parse(id);
        } catch (InvalidRequest nonsense) {
            throw Members.wrong("id");
        }
    }

    void accept(StreamPosition place, ServerEvents.Event event) {
        var data = data(event);
        if (event.name().equals("text.delta")) {
            follower.text(place, Members.text(data, "text"));
            return;
        }
        var kind = event.name().equals("text.reset") ? "model.abandoned" : event.name();
        var payload = payload(kind, data);
        read(kind, payload)
                .ifPresent(known ->
                        follower.event(new RecordedEvent(run, place.seq(), Members.time(data, "at"), known, payload)));
    }

    /** Empty for what a newer server tells beside; what ends a run has to be known. */
    private Optional<RunEvent> read(String kind, Json.Obj payload) {
        try {
            return Optional.of(RunEventJson.read(kind, RunEventJson.VERSION, payload));
        } catch (UpstreamFailure unread) {
            if (!unread.code().equals("newer_version_needed")
                    || RunSummary.Status.after(kind) != RunSummary.Status.RUNNING) throw Members.wrong(kind);
            if (unknown.add(kind))
                server.note("The server is newer than this program, and tells of %s, which is passed over."
                        .formatted(kind));
            return Optional.empty();
        }
    }

    /** As it is stored: without what the stream adds. */
    private static Json.Obj payload(String kind, Json.Obj data) {
        var stored = new LinkedHashMap<>(data.members());
        stored.keySet().removeAll(Set.of("run_id", "seq", "at"));
        if (!kind.equals("run.started")) stored.remove("session_id");
        return new Json.Obj(stored);
    }
}
