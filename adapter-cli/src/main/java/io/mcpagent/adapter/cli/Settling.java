package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputJson;
import io.mcpagent.domain.run.RunId;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks a person at a terminal what a run waits for. */
final class Settling {
    private final Inbox inbox;
    private final InboxPrompts prompts;
    private final Consumer<? super InvalidRequest> told;

    /** @param told what is wrong with an answer; it is asked again then */
    Settling(Inbox inbox, InboxPrompts prompts, Consumer<? super InvalidRequest> told) {
        this.inbox = inbox;
        this.prompts = prompts;
        this.told = told;
    }

    static Settling of(Invocation invocation, Backend backend, ChatInput input) {
        return new Settling(
                backend.inbox(),
                new InboxPrompts(input, invocation.output()),
                wrong -> invocation.failures().tell(wrong.code(), wrong.getMessage()));
    }

    /**
     * Until the run waits for nothing any more, or nothing more is typed: then it goes on waiting.
     *
     * @param follow shows how it goes on after each answer
     */
    void settle(RunId run, Consumer<? super FollowedRun> follow) {
        for (var entry = next(run); entry.isPresent(); entry = next(run)) {
            var request = InputJson.request(Members.object(entry.get(), "request"));
            var answer = prompts.answer(request);
            if (answer.isEmpty()) return;
            try {
                follow.accept(inbox.answer(request.id(), answer.get()));
            } catch (InvalidRequest wrong) {
                told.accept(wrong);
            }
        }
    }

    private Optional<Json.Obj> next(RunId run) {
        return inbox.waiting().stream()
                .filter(entry ->
                        Members.text(entry, "run_id").equals(run.value().toString()))
                .findFirst();
    }
}
