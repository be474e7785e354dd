package io.mcpagent.application.evaluation;

import io.mcpagent.domain.document.FileStamp;
import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.evaluation.EvaluationSet;
import io.mcpagent.domain.evaluation.EvaluationSet.SetDocument;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A judged collection as a folder of Markdown files, one a document, named by its id; the title is the heading. */
public final class EvaluationCorpus implements FileStorePort {
    /** Where the files seem to lie. */
    public static final Path ROOT = Path.of("/evaluation").toAbsolutePath();

    private static final String SUFFIX = ".md";
    private static final Comparator<FileEntry> BY_CODE_POINTS =
            Comparator.comparing((FileEntry file) -> file.name().codePoints().toArray(), Arrays::compare);

    private final Map<String, byte[]> files;

    public EvaluationCorpus(EvaluationSet set) {
        this(set.corpus().stream()
                .collect(Collectors.toUnmodifiableMap(document -> document.id() + SUFFIX, EvaluationCorpus::bytes)));
    }

    EvaluationCorpus(Map<String, byte[]> files) {
        this.files = Map.copyOf(files);
    }

    static String documentId(String fileName) {
        return fileName.substring(0, fileName.length() - SUFFIX.length());
    }

    @Override
    public FileListing list(Path root) {
        if (!root.equals(ROOT)) throw new NotFound("root_not_found", "A corpus has no folder " + root + ".");
        return new FileListing(
                files.entrySet().stream()
                        .map(file -> new FileEntry(file.getKey(), new FileStamp(file.getValue().length, Instant.EPOCH)))
                        .sorted(BY_CODE_POINTS)
                        .toList(),
                List.of());
    }

    @Override
    public byte[] read(Path root, String name) {
        var content = content(name);
        if (content.length == 0) throw new InvalidRequest("file_empty", "it is empty");
        return content.clone();
    }

    @Override
    public InputStream open(Path root, String name) {
        return new ByteArrayInputStream(content(name));
    }

    private byte[] content(String name) {
        return Optional.ofNullable(files.get(name))
                .orElseThrow(() -> new NotFound("file_vanished", "the collection has no such document"));
    }

    private static byte[] bytes(SetDocument document) {
        var heading = document.title().isBlank() ? "" : "# " + document.title().strip() + "\n\n";
        return (heading + document.text()).getBytes(StandardCharsets.UTF_8);
    }
}
