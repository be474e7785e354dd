package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Host;
import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.McpClient;
import io.mcpagent.adapter.mcp.protocol.OpenCall;
import io.mcpagent.adapter.mcp.protocol.Revision;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.protocol.ServerRequest;
import io.mcpagent.adapter.mcp.protocol.Step;
import io.mcpagent.adapter.mcp.transport.Patience;
import io.mcpagent.adapter.mcp.transport.WireFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.tool.ToolReply;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolRound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls of one server's tools, each to its result or to the next question. */
final class ToolCalls implements AutoCloseable {
    /** Rounds that need no person: roots, or a state that is only handed back. */
    private static final int MOST_ROUNDS = 10;
    /** As the specification's examples have it for what a person refused. */
    private static final int REFUSED = -1;

    /** Calls that wait for people at once; the oldest gives way, and is lost when its answer comes. */
    private static final int MOST_HELD = 32;

    /** The state of what is asked by a call that stays open: kept with the question, it outlives this process. */
    private static final String HELD = "mcp-agent: the call stays open";

    private final Duration timeout;
    private final Host host;
    private final LinkedHashMap<String, OpenCall> held = new LinkedHashMap<>();

    /** @param timeout for how long a server may be silent */
    ToolCalls(Duration timeout, Host host) {
        this.timeout = timeout;
        this.host = host;
    }

    /** @throws HeadersOutdated when the tool's schema is not what it was */
    ToolResponse call(McpClient client, Asking asking, ToolInvocation invocation) {
        var waiting = taken(invocation.idempotencyKey());
        if (waiting.isPresent() && !invocation.rounds().isEmpty()) return resumed(waiting.get(), asking, invocation);
        waiting.ifPresent(OpenCall::close);
        if (wasHeld(invocation) && !invocation.mayBeginAnew()) return new ToolResponse.Lost();
        return client.server().revision().era() == Revision.Era.MODERN
                ? inRounds(client, asking, invocation)
                : inSession(client, asking, invocation);
    }

    /** Whether what was asked last was asked by a call that stayed open, and not by one that is to be made again. */
    private static boolean wasHeld(ToolInvocation invocation) {
        return !invocation.rounds().isEmpty()
                && invocation.rounds().getLast().state().equals(Optional.of(HELD));
    }

    /** A call that its server holds open: what was asked is answered there. */
    private ToolResponse resumed(OpenCall call, Asking asking, ToolInvocation invocation) {
        try {
            var last = invocation.rounds().getLast();
            for (var question : last.questions())
                answer(call, question, last.replies().get(question.key()));
        } catch (WireFailure gone) {
            call.close();
            if (!invocation.mayBeginAnew()) return new ToolResponse.Lost();
            throw gone;
        } catch (RuntimeException failed) {
            call.close();
            throw failed;
        }
        return followed(call, asking, invocation, new ArrayList<>());
    }

    private static void answer(OpenCall call, ToolQuestion question, @Nullable ToolReply reply) {
        var answer = reply == null ? Optional.<Json.Obj>empty() : Questions.answer(question, reply);
        if (answer.isPresent()) call.answer(question.key(), answer.get());
        else call.refuse(question.key(), new RpcError(REFUSED, "Nobody allowed it."));
    }

    private ToolResponse inSession(McpClient client, Asking asking, ToolInvocation invocation) {
        var call = client.begin(asking.method(), asking.params(), Map.of());
        return followed(call, asking, invocation, new ArrayList<>(invocation.rounds()));
    }

    /** @param before what was asked and answered in calls like this one, which ended without a result */
    private ToolResponse followed(OpenCall call, Asking asking, ToolInvocation invocation, List<ToolRound> before) {
        var patience = Patience.of(timeout);
        while (true) {
            var step = step(call, patience);
            if (!(step instanceof Step.Asked asked)) {
                call.close();
                return outcome(step, asking);
            }
            var questions = questions(call, asked);
            if (!asked.isHeld()) {
                call.close();
                return new ToolResponse.Asks(questions, asked.state());
            }
            var known = remembered(questions.getFirst(), before);
            if (known.isEmpty()) {
                hold(invocation.idempotencyKey(), call);
                return new ToolResponse.Asks(questions, Optional.of(HELD));
            }
            if (!isTold(call, questions.getFirst(), known.get())) return new ToolResponse.Lost();
        }
    }

    /** A call that has begun is not begun anew because its session is gone. */
    private static boolean isTold(OpenCall call, ToolQuestion question, ToolReply reply) {
        try {
            answer(call, question, reply);
            return true;
        } catch (WireFailure gone) {
            call.close();
            return false;
        }
    }

    private List<ToolQuestion> questions(OpenCall call, Step.Asked asked) {
        try {
            var questions = new ArrayList<ToolQuestion>();
            asked.questions().forEach((key, question) -> {
                requirePermission(question);
                questions.add(Questions.of(key, question));
            });
            return questions;
        } catch (Malformed malformed) {
            call.close();
            throw malformed;
        }
    }

    /** Nobody is asked for a server, and no model works for it, that was told that it may not ask. */
    private void requirePermission(ServerRequest question) {
        if (!host.allows(question.method()))
            throw new Malformed(
                    RpcError.INVALID_REQUEST,
                    "It asks for something that its entry does not permit (%s)."
                            .formatted(Failures.shown(question.method())),
                    Optional.empty());
    }

    /** The answer to a question that was asked before, under whatever key; it counts for one. */
    private static Optional<ToolReply> remembered(ToolQuestion question, List<ToolRound> before) {
        for (var round : before) {
            for (var asked : round.questions()) {
                var reply = round.replies().get(asked.key());
                if (reply == null || !Questions.isSame(asked, question)) continue;
                before.remove(round);
                return Optional.of(reply);
            }
        }
        return Optional.empty();
    }

    private ToolResponse inRounds(McpClient client, Asking asking, ToolInvocation invocation) {
        var params = asking.params();
        var request = invocation.rounds().isEmpty() || wasHeld(invocation)
                ? params
                : again(
                        params,
                        answers(invocation.rounds().getLast()),
                        invocation.rounds().getLast().state());
        var patience = Patience.of(timeout);
        for (var round = 0; round < MOST_ROUNDS; round++) {
            try (var call = client.begin(asking.method(), request, asking.headers())) {
                var step = step(call, patience);
                if (!(step instanceof Step.Asked asked)) return outcome(step, asking);
                var mine = ours(asked);
                if (mine.size() < asked.questions().size()) return asks(call, asked, mine);
                request = again(params, mine, asked.state());
            }
        }
        throw new Malformed(RpcError.INVALID_REQUEST, "It asks again and again.", Optional.empty());
    }

    private ToolResponse asks(OpenCall call, Step.Asked asked, Map<String, Json> mine) {
        var forPeople = new LinkedHashMap<>(asked.questions());
        forPeople.keySet().removeAll(mine.keySet());
        return new ToolResponse.Asks(questions(call, new Step.Asked(forPeople, asked.state(), false)), asked.state());
    }

    private static Json.Obj again(Json.Obj params, Map<String, Json> answers, Optional<String> state) {
        return params.with("inputResponses", answers.isEmpty() ? Optional.empty() : Optional.of(new Json.Obj(answers)))
                .with("requestState", state.map(Json::of));
    }

    private static Map<String, Json> answers(ToolRound round) {
        var answers = new LinkedHashMap<String, Json>();
        for (var question : round.questions()) {
            var reply = round.replies().get(question.key());
            if (reply != null)
                Questions.answer(question, reply).ifPresent(answer -> answers.put(question.key(), answer));
        }
        return answers;
    }

    /** What needs no person. */
    private Map<String, Json> ours(Step.Asked asked) {
        var answers = new LinkedHashMap<String, Json>();
        asked.questions().forEach((key, question) -> {
            if (question.method().equals(ServerRequest.ROOTS) && host.allows(ServerRequest.ROOTS))
                answers.put(key, host.rootsResult());
        });
        return answers;
    }

    private static Step step(OpenCall call, Patience patience) {
        try {
            return patience.next(call);
        } catch (RuntimeException failed) {
            call.close();
            throw failed;
        }
    }

    private static ToolOutcome outcome(Step step, Asking asking) {
        return switch (step) {
            case Step.Done(var result) -> asking.outcome().apply(result);
            case Step.Failed(var error) -> {
                if (error.code() == RpcError.HEADER_MISMATCH) throw new HeadersOutdated();
                yield new ToolOutcome.Failed(Failures.shown(error.message()));
            }
            case Step.Asked asked -> throw new IllegalStateException();
            case Step.Progress progress -> throw new IllegalStateException();
        };
    }

    private Optional<OpenCall> taken(String key) {
        synchronized (held) {
            return Optional.ofNullable(held.remove(key));
        }
    }

    private void hold(String key, OpenCall call) {
        var gone = Optional.<OpenCall>empty();
        synchronized (held) {
            if (held.size() == MOST_HELD)
                gone = Optional.of(held.pollFirstEntry().getValue());
            held.put(key, call);
        }
        gone.ifPresent(OpenCall::close);
    }

    boolean isHolding() {
        synchronized (held) {
            return !held.isEmpty();
        }
    }

    @Override
    public void close() {
        synchronized (held) {
            held.values().forEach(OpenCall::close);
            held.clear();
        }
    }

    /** The server wants other headers than the tool's schema, as we know it, asks for. */
    static final class HeadersOutdated extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
