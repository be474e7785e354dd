package io.mcpagent.domain.task;

/** What a task is for; its subject's meaning hangs on it. */
public enum TaskKind {
    /** Drives a run to its end; the subject is the run's id. */
    DRIVE_RUN,
    /** Takes a document from its file to the index; the subject is the document's id. */
    INGEST_DOCUMENT
}
