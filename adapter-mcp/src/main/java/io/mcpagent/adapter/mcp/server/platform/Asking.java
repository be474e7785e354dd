package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.adapter.mcp.protocol.Content;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.InputRequest;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.ToolResult;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.conversation.InertMarkdown;
import io.mcpagent.application.run.InboxService;
import io.mcpagent.application.run.RunJson;
import io.mcpagent.application.run.RunService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.retrieval.Citation;
import io.mcpagent.domain.run.CitationJson;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunEnd;
import io.mcpagent.domain.run.RunEvent.RunFailed;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.StreamPosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run for a client that waits for it. What the run asks a person is asked of the person before the client; where the
 * client can't, or that person does not say, it waits in the inbox, and the result says so. A client that goes away cancels
 * the run.
 */
final class Asking {
    static final Json.Obj ANSWER = Schemas.open(
            Json.object()
                    .with("status", Schemas.one("How the run stands.", List.of("answered", "not_found", "waiting")))
                    .with("answer", Schemas.text("The answer, with marks such as [1]."))
                    .with("citations", Schemas.objects("What the marks stand for: document, location and quote."))
                    .with("inputs", Schemas.objects("What a person has to answer before the run goes on."))
                    .with("run_id", Schemas.text("Of the run, in the HTTP API and on the command line."))
                    .with("session_id", Schemas.text("Of the conversation, to go on with it.")),
            "status",
            "run_id");

    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
    private static final String RUN = "run";

    private final ChatService chat;
    private final RunService runs;
    private final InboxService inbox;

    Asking(ChatService chat, RunService runs, InboxService inbox) {
        this.chat = chat;
        this.runs = runs;
        this.inbox = inbox;
    }

    Outcome<ToolResult> ask(Exchange exchange, AskRequest request) {
        var caller = exchange.caller();
        var run = begun(exchange).orElseGet(() -> chat.begin(caller, request).run());
        try {
            return outcome(exchange, run);
        } catch (CancellationException gone) {
            cancel(caller, run);
            throw gone;
        }
    }

    /** By an earlier round, of which the client can't have made the state up. */
    private static Optional<RunId> begun(Exchange exchange) {
        return exchange.answers()
                .state()
                .flatMap(state -> state.get(RUN))
                .map(id -> new RunId(UUID.fromString(((Json.Str) id).value())));
    }

    private Outcome<ToolResult> outcome(Exchange exchange, RunId run) {
        var answers = RunQuestions.answers(exchange.answers());
        while (true) {
            var log = runs.events(exchange.caller(), run);
            switch (log.getLast().event()) {
                case RunEnd end -> {
                    return new Outcome.Done<>(ended(exchange.caller(), run, end));
                }
                case RunParked parked -> {
                    var waiting = waiting(exchange.caller(), run);
                    var known = waiting.stream()
                            .filter(entry -> answers.containsKey(RunQuestions.key(entry)))
                            .findFirst();
                    if (known.isEmpty()) return asks(exchange, run, waiting);
                    // One at a time: the run goes on, and may be elsewhere before the next is answered.
                    var answer = Optional.ofNullable(answers.remove(RunQuestions.key(known.get())))
                            .flatMap(elicited -> RunQuestions.answer(known.get(), elicited));
                    if (answer.isEmpty()) return new Outcome.Done<>(waits(exchange.caller(), run, waiting));
                    inbox.answer(exchange.caller(), known.get().request().id(), answer.get());
                }
                default ->
                    runs.follow(
                            exchange.caller(),
                            run,
                            new StreamPosition(log.getLast().seq(), 0),
                            new RunProgress(exchange));
            }
        }
    }

    private List<InboxEntry> waiting(Caller caller, RunId run) {
        return inbox.waiting(caller).stream()
                .filter(entry -> entry.run().equals(run))
                .toList();
    }

    private Outcome<ToolResult> asks(Exchange exchange, RunId run, List<InboxEntry> waiting) {
        var requests = new LinkedHashMap<String, InputRequest>();
        waiting.forEach(entry -> requests.put(RunQuestions.key(entry), RunQuestions.request(entry)));
        var canAsk = !requests.isEmpty() && requests.values().stream().allMatch(exchange.client()::can);
        return canAsk
                ? new Outcome.Asks<>(
                        requests,
                        Optional.of(Json.object().with(RUN, Json.of(run.value().toString()))))
                : new Outcome.Done<>(waits(exchange.caller(), run, waiting));
    }

    private ToolResult waits(Caller caller, RunId run, List<InboxEntry> waiting) {
        var id = run.value().toString();
        var text = "The run %s waits for a person, who finds it in the inbox: `mcp-agent inbox`, or /api/v1/inbox."
                .formatted(id);
        return ToolResult.text(text)
                .with(base(caller, run, "waiting")
                        .with(
                                "inputs",
                                Json.array(waiting.stream().map(RunJson::of).toList())));
    }

    private ToolResult ended(Caller caller, RunId run, RunEnd end) {
        return switch (end) {
            case AnswerCompleted completed -> answered(caller, run, completed);
            case RunFailed failed -> ToolResult.error("%s (%s)".formatted(failed.message(), failed.code()));
            case RunCancelled cancelled -> ToolResult.error("The run was cancelled (run_cancelled).");
        };
    }

    private ToolResult answered(Caller caller, RunId run, AnswerCompleted completed) {
        var content = new ArrayList<Content>();
        // Clients show it as Markdown, and fetch its images.
        content.add(new Content.Text(InertMarkdown.of(completed.answer())));
        content.addAll(sources(completed.citations()));
        var json = base(caller, run, completed.answered() ? "answered" : "not_found")
                .with("answer", Json.of(completed.answer()))
                .with(
                        "citations",
                        Json.array(completed.citations().stream()
                                .map(CitationJson::of)
                                .toList()));
        return new ToolResult(content, Optional.of(json), false);
    }

    /** Each document once. */
    private static List<Content> sources(List<Citation> citations) {
        var seen = new LinkedHashSet<String>();
        return citations.stream()
                .filter(citation -> seen.add(citation.chunk().document().value().toString()))
                .<Content>map(citation -> new Content.Link(
                        DocumentUris.text(citation.chunk().document()),
                        citation.document(),
                        Optional.of("Cited as [%d].".formatted(citation.number())),
                        Optional.of("text/plain")))
                .toList();
    }

    private Json.Obj base(Caller caller, RunId run, String status) {
        var session = runs.find(caller, run).conversation().value().toString();
        return Json.object()
                .with("status", Json.of(status))
                .with("run_id", Json.of(run.value().toString()))
                .with("session_id", Json.of(session));
    }

    private void cancel(Caller caller, RunId run) {
        // The flag would fail the transaction too.
        var wasInterrupted = Thread.interrupted();
        try {
            runs.cancel(caller, run);
        } catch (AgentFailure ended) {
            LOG.debug("The run {} was not cancelled", run.value(), ended);
        } finally {
            if (wasInterrupted) Thread.currentThread().interrupt();
        }
    }
}
