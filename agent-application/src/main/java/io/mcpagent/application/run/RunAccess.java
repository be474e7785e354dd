package io.mcpagent.application.run;

import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.retrieval.ReadableDocuments;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.run.RecordedEvent;
import java.util.List;

/** Who may do what with runs, on whose behalf they go on, and what of their logs may be read; always together. */
public record RunAccess(Authorization authorization, RunCallers callers, ReadableDocuments readable) {
    /** A whole log, without what the caller may not read any more of the documents that it shows. */
    public List<RecordedEvent> read(Caller caller, List<RecordedEvent> log) {
        return new ReadLog(readable, caller).next(log);
    }
}
