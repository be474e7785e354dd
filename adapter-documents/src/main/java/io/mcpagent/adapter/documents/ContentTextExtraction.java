package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.TextExtractionPort;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells what a file is by its bytes and hands it to the reader of that kind. The blocks are handed over when all are
 * known, so that a file that turns out to be broken yields none.
 */
final class ContentTextExtraction implements TextExtractionPort {
    private final PdfReader pdf = new PdfReader();

    @Override
    public void extract(String name, byte[] content, Consumer<? super Block> blocks) {
        read(name, content).forEach(blocks);
    }

    private List<Block> read(String name, byte[] content) {
        if (Signatures.isPdf(content)) return pdf.read(content);
        Signatures.refuseOtherDocuments(name, content);
        var text = TextDecoding.decode(content).orElseThrow(() -> Refusal.unsupported(Signatures.kind(name, content)));
        var blocks = readText(TextKind.of(name, text), text);
        if (blocks.isEmpty()) throw Refusal.empty();
        return blocks;
    }

    private static List<Block> readText(TextKind kind, String text) {
        try {
            return switch (kind) {
                case MARKDOWN -> MarkdownReader.read(text);
                case HTML -> HtmlReader.read(text, 1);
                case CODE -> PlainTextReader.readCode(text);
                case PLAIN -> PlainTextReader.readParagraphs(text);
            };
        } catch (StackOverflowError tooDeep) {
            // Markup nested by the thousands: the words are still there.
            return PlainTextReader.readParagraphs(text);
        }
    }
}
