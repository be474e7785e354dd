package io.mcpagent.application.document;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import java.util.List;

/** Documents that are to be taken in, one at a time. */
final class IngestionQueue {
    private final DocumentPorts ports;
    private final IngestionNews news;
    private final IdSource ids;

    IngestionQueue(DocumentPorts ports, IngestionNews news, IdSource ids) {
        this.ports = ports;
        this.news = news;
        this.ids = ids;
    }

    /** Saves a document with its task, within a transaction; who works on an earlier state of it loses that work. */
    void enqueue(Document document) {
        var subject = document.id().value();
        ports.tasks().cancel(TaskKind.INGEST_DOCUMENT, List.of(subject));
        ports.documents().save(List.of(document));
        ports.tasks().enqueue(List.of(new Task(new TaskId(ids.next()), TaskKind.INGEST_DOCUMENT, subject)));
    }

    /** After the commit. */
    void tell(DocumentId document) {
        news.changed(document);
        news.queued();
    }
}
