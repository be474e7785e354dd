package io.mcpagent.application.conversation;

import io.mcpagent.application.idempotency.KeyedRequest;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.agent.AgentName;

/** A question that may be asked again; whether its answer comes whole or as a stream is no part of it. */
final class KeyedQuestion {
    private KeyedQuestion() {}

    static KeyedRequest of(Caller caller, AskRequest request) {
        return KeyedRequest.of(
                caller,
                Permission.ASK,
                request.key().orElseThrow(),
                "ask",
                request.question(),
                String.join("\n", request.collections().stream().sorted().toList()),
                request.agent().map(AgentName::value).orElse(""),
                request.model().orElse(""),
                request.conversation().map(id -> id.value().toString()).orElse(""));
    }
}
