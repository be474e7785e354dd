package io.mcpagent.application.evaluation;

import io.mcpagent.domain.document.FileStamp;
import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.evaluation.EvaluationSet;
import io.mcpagent.domain.evaluation.EvaluationSet.SetDocument;
import io.mcpagent.domain.failure.NotFound;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A judged collection as a folder of Markdown files, one a document, named by its id; the title is the heading. */
public final class EvaluationCorpus implements FileStorePort {
    /** Where the files seem to lie, whatever root is asked for. */
    public static final Path ROOT = Path.of("/evaluation").toAbsolutePath();

    private static final String SUFFIX = ".md";

    private final Map<String, SetDocument> documents;

    public EvaluationCorpus(EvaluationSet set) {
        documents = set.corpus().stream()
                .collect(Collectors.toUnmodifiableMap(document -> document.id() + SUFFIX, Function.identity()));
    }

    static String documentId(String fileName) {
        return fileName.substring(0, fileName.length() - SUFFIX.length());
    }

    @Override
    public FileListing list(Path root) {
        var files = documents.entrySet().stream()
                .map(entry ->
                        new FileEntry(entry.getKey(), new FileStamp(bytes(entry.getValue()).length, Instant.EPOCH)))
                .sorted((left, right) -> left.name().compareTo(right.name()))
                .toList();
        return new FileListing(files, List.of());
    }

    @Override
    public byte[] read(Path root, String name) {
        return Optional.ofNullable(documents.get(name))
                .map(EvaluationCorpus::bytes)
                .orElseThrow(() -> new NotFound("file_vanished", "the collection has no such document"));
    }

    private static byte[] bytes(SetDocument document) {
        var heading = document.title().isBlank() ? "" : "# " + document.title().strip() + "\n\n";
        return (heading + document.text()).getBytes(StandardCharsets.UTF_8);
    }
}
