package io.mcpagent.application.run;

import io.mcpagent.application.retrieval.ReadableDocuments;
import io.mcpagent.application.tool.DocumentTools;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.retrieval.Citation;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.RunEvent.PassagesRetrieved;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunEvent.ToolFinished;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.RunEventJson;
import io.mcpagent.domain.tool.ToolOutcome.Succeeded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The log of one run as one caller may read it. Of documents that the caller may not read any more, or that are gone, the
 * names, headings, texts and quotes are blank; that there was something stays, and so do the numbers. What a model said
 * stays as it was.
 *
 * <p>Reads a log in its order: what a later event means depends on earlier ones.
 */
final class ReadLog {
    private final ReadableDocuments readable;
    private final Caller caller;
    private final Set<String> documentCalls = new HashSet<>();
    private Set<CollectionId> collections = Set.of();

    ReadLog(ReadableDocuments readable, Caller caller) {
        this.readable = readable;
        this.caller = caller;
    }

    /** The next events, as they may be read now. */
    List<RecordedEvent> next(List<RecordedEvent> events) {
        events.stream().map(RecordedEvent::event).forEach(this::note);
        var shown = events.stream()
                .map(RecordedEvent::event)
                .flatMap(ReadLog::documents)
                .collect(Collectors.toSet());
        var allowed = readable.of(caller, shown);
        var hidesNames = events.stream().anyMatch(recorded -> isOfDocuments(recorded.event()))
                && !readable.allOf(caller, collections);
        if (allowed.equals(shown) && !hidesNames) return events;
        return events.stream()
                .map(recorded -> shown(recorded, allowed, hidesNames))
                .toList();
    }

    private void note(RunEvent event) {
        if (event instanceof RunStarted started) collections = started.collections();
        if (event instanceof ToolRequested(var call, var effect) && DocumentTools.isOne(call.tool()))
            documentCalls.add(call.id());
    }

    private static Stream<DocumentId> documents(RunEvent event) {
        return switch (event) {
            case PassagesRetrieved(var passages) -> passages.stream().map(ReadLog::document);
            case ToolFinished(var id, Succeeded(var text, var passages)) ->
                passages.stream().map(ReadLog::document);
            case AnswerCompleted completed ->
                completed.citations().stream().map(citation -> citation.chunk().document());
            default -> Stream.empty();
        };
    }

    private static DocumentId document(Passage passage) {
        return passage.chunk().document();
    }

    /** What such a tool says names documents that are not among its passages. */
    private boolean isOfDocuments(RunEvent event) {
        return event instanceof ToolFinished(var id, Succeeded outcome) && documentCalls.contains(id);
    }

    private RecordedEvent shown(RecordedEvent recorded, Set<DocumentId> allowed, boolean hidesNames) {
        return switch (recorded.event()) {
            case PassagesRetrieved(var passages) ->
                with(recorded, new PassagesRetrieved(passages(passages, allowed)), "passages");
            case ToolFinished(var id, Succeeded(var text, var passages)) -> {
                var isHidden = hidesNames && documentCalls.contains(id);
                var outcome = new Succeeded(isHidden ? "" : text, passages(passages, allowed));
                yield with(recorded, new ToolFinished(id, outcome), "text", "passages");
            }
            case AnswerCompleted(var answer, var answered, var citations, var usage) ->
                with(
                        recorded,
                        new AnswerCompleted(answer, answered, citations(citations, allowed), usage),
                        "citations");
            default -> recorded;
        };
    }

    private static RecordedEvent with(RecordedEvent recorded, RunEvent event, String... fields) {
        var blanked = RunEventJson.payload(event);
        var payload = recorded.payload();
        for (var field : fields) payload = payload.with(field, blanked.get(field));
        return new RecordedEvent(recorded.run(), recorded.seq(), recorded.at(), event, payload);
    }

    private static List<Passage> passages(List<Passage> passages, Set<DocumentId> allowed) {
        return passages.stream()
                .map(passage -> allowed.contains(document(passage)) ? passage : blank(passage))
                .toList();
    }

    private static List<Citation> citations(List<Citation> citations, Set<DocumentId> allowed) {
        return citations.stream()
                .map(citation -> allowed.contains(citation.chunk().document()) ? citation : blank(citation))
                .toList();
    }

    private static Passage blank(Passage passage) {
        return new Passage(
                passage.chunk(),
                "",
                passage.language(),
                passage.start(),
                passage.end(),
                passage.location(),
                List.of(),
                "",
                passage.scores());
    }

    private static Citation blank(Citation citation) {
        return new Citation(citation.number(), citation.chunk(), "", citation.location(), "", citation.score());
    }
}
