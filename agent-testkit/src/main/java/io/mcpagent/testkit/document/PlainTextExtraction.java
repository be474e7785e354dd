package io.mcpagent.testkit.document;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Block.Heading;
import io.mcpagent.domain.document.Block.Paragraph;
import io.mcpagent.domain.document.Location.Lines;
import io.mcpagent.domain.document.TextExtractionPort;
import io.mcpagent.domain.failure.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads UTF-8 text: a line that starts with {@code #} and a space is a heading, with one level for each {@code #}, and
 * what stands between blank lines is a paragraph. A NUL byte makes content unsupported, a name that ends in
 * {@code .encrypted} or {@code .corrupt} makes it so.
 */
public final class PlainTextExtraction implements TextExtractionPort {
    @Override
    public void extract(String name, byte[] content, Consumer<? super Block> blocks) {
        refuseUnreadable(name, content);
        var lines = new String(content, StandardCharsets.UTF_8).lines().toList();
        var found = new ArrayList<Block>();
        var start = 0;
        for (var i = 0; i <= lines.size(); i++) {
            var heading = i < lines.size() && lines.get(i).matches("#+ .*");
            if (i == lines.size() || heading || lines.get(i).isBlank()) {
                if (start < i) found.add(paragraph(lines, start, i));
                if (heading) found.add(heading(lines.get(i), i));
                start = i + 1;
            }
        }
        if (found.isEmpty()) throw new InvalidRequest("document_empty", "It is empty.");
        found.forEach(blocks);
    }

    private static void refuseUnreadable(String name, byte[] content) {
        if (name.endsWith(".encrypted"))
            throw new InvalidRequest("document_encrypted", "It is encrypted. Save it without a password.");
        if (name.endsWith(".corrupt"))
            throw new InvalidRequest("document_corrupt", "It is damaged. Replace it with a whole copy.");
        for (var each : content)
            if (each == 0) throw new InvalidRequest("document_type_unsupported", "It is not text. Convert it to text.");
    }

    private static Block paragraph(List<String> lines, int from, int to) {
        return new Paragraph(String.join("\n", lines.subList(from, to)), new Lines(from + 1, to));
    }

    private static Block heading(String line, int index) {
        var level = line.indexOf(' ');
        return new Heading(level, line.substring(level).strip(), new Lines(index + 1, index + 1));
    }
}
