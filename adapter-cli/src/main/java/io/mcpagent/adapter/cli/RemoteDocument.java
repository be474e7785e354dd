package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.SyncReport.FileNote;
import io.mcpagent.domain.json.Json;
import java.util.Optional;
import java.util.Set;

/** A document as a server shows it. */
record RemoteDocument(String id, String name, long bytes, Optional<String> sha256, String state, Json.Obj shown) {
    private static final Set<String> UNDERWAY = Set.of("queued", "chunked");
    /** What failed for its content fails again. */
    private static final Set<String> OF_ITS_CONTENT = Set.of("extract", "chunk");

    static RemoteDocument of(Json.Obj shown) {
        return new RemoteDocument(
                Members.text(shown, "document_id"),
                Members.text(shown, "document"),
                Members.number(shown, "bytes").longValue(),
                Members.optionalText(shown, "sha256"),
                Members.text(shown, "state"),
                shown);
    }

    boolean isUnderway() {
        return UNDERWAY.contains(state);
    }

    boolean isReady() {
        return state.equals("ready");
    }

    /** How many of its two steps are behind it. */
    int steps() {
        return state.equals("queued") ? 0 : isUnderway() ? 1 : 2;
    }

    long chunks() {
        return isReady() ? Members.number(shown, "chunks").longValue() : 0;
    }

    boolean isWorthRetrying() {
        return state.equals("failed") && !OF_ITS_CONTENT.contains(Members.text(shown, "stage"));
    }

    /** Why it is in such a state; empty where it is in another. */
    Optional<FileNote> note(String noted) {
        return state.equals(noted) ? Optional.of(new FileNote(name, Members.text(shown, "reason"))) : Optional.empty();
    }
}
