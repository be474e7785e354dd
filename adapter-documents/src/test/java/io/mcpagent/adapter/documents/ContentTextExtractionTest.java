package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Block.Code;
import io.mcpagent.domain.document.Block.Heading;
import io.mcpagent.domain.document.Block.Paragraph;
import io.mcpagent.domain.document.Location.Lines;
import io.mcpagent.domain.document.TextExtractionPort;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.testkit.document.TextExtractionPortContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ContentTextExtractionTest implements TextExtractionPortContract {
    private static final byte[] PNG =
            HexFormat.of().parseHex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de");

    private final TextExtractionPort extraction =
            DocumentFiles.open(DocumentSettings.DEFAULT).extraction();

    @Override
    public TextExtractionPort extraction() {
        return extraction;
    }

    @Test
    void anImageIsNamedAsOne() {
        refuses("notes.txt", PNG, "document_type_unsupported", "image/png");
    }

    @Test
    void compressedDataIsNoText() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("some text".repeat(1000).getBytes(UTF_8));
        }

        refuses("notes.md", bytes.toByteArray(), "document_type_unsupported", "gzip");
    }

    @Test
    void textWithNulBytesIsBinary() {
        refuses("notes.txt", "some\0text".getBytes(UTF_8), "document_type_unsupported", "binary");
    }

    @Test
    void aRichTextDocumentIsNotReadAsItsMarkup() {
        refuses("notes.txt", "{\\rtf1\\ansi Hello}".getBytes(UTF_8), "document_type_unsupported", "rtf");
    }

    @Test
    void textCalledPdfIsText() {
        assertThat(blocks("report.pdf", "Only text that speaks of %PDF-1.7 files.".getBytes(UTF_8)))
                .containsExactly(new Paragraph("Only text that speaks of %PDF-1.7 files.", new Lines(1, 1)));
    }

    @Test
    void htmlCalledTextIsHtml() {
        assertThat(blocks("page.txt", "\n<!DOCTYPE html>\n<h1>Title</h1><p>Text".getBytes(UTF_8)))
                .containsExactly(new Heading(1, "Title", new Lines(3, 3)), new Paragraph("Text", new Lines(3, 3)));
    }

    @Test
    void latin1IsReadRight() {
        var text = "Die Größe der Tür läßt sich für 20 € – „überall“ – ändern, sagt Frau Müller aus Köln.";

        assertThat(blocks("de.txt", text.getBytes(Charset.forName("windows-1252"))))
                .extracting(Block::text)
                .containsExactly(text);
        assertThat(blocks("short.txt", "Größe".getBytes(ISO_8859_1)))
                .extracting(Block::text)
                .containsExactly("Größe");
    }

    @Test
    void byteOrderMarksAreObeyedAndDropped() {
        assertThat(blocks("a.txt", "Größe".getBytes(UTF_16)))
                .extracting(Block::text)
                .containsExactly("Größe");
        assertThat(blocks("a.txt", "\uFEFFGröße".getBytes(UTF_8)))
                .extracting(Block::text)
                .containsExactly("Größe");
    }

    @Test
    void oneBadByteDoesNotMakeItAnotherCharset() {
        var text = ("Größe und Übermaß, " + "ä".repeat(20)).getBytes(UTF_8);
        var bad = new byte[text.length + 1];
        System.arraycopy(text, 0, bad, 0, text.length);
        bad[text.length] = (byte) 0xC3;

        assertThat(blocks("a.txt", bad).getFirst().text()).startsWith("Größe und Übermaß");
    }

    @Test
    void theCharsetThatAPageDeclaresIsBelieved() {
        var page = "<html><head><meta charset=\"koi8-r\"></head><body><p>Привет</p></body></html>";

        assertThat(blocks("a.html", page.getBytes(Charset.forName("KOI8-R"))))
                .extracting(Block::text)
                .containsExactly("Привет");
    }

    @Test
    void codeKeepsItsIndentationAndLines() {
        assertThat(blocks("src/A.java", "class A {\n    int b;\n\n    int c;\n}\n".getBytes(UTF_8)))
                .containsExactly(
                        new Code("class A {\n    int b;", new Lines(1, 2)), new Code("    int c;\n}", new Lines(4, 5)));
    }

    @Test
    void aLineOfAMegabyteIsOneParagraph() {
        var line = "word ".repeat(200_000).strip();

        assertThat(blocks("long.txt", line.getBytes(UTF_8))).containsExactly(new Paragraph(line, new Lines(1, 1)));
    }

    private List<Block> blocks(String name, byte[] content) {
        var blocks = new ArrayList<Block>();
        extraction.extract(name, content, blocks::add);
        return blocks;
    }

    private void refuses(String name, byte[] content, String code, String kind) {
        assertThatThrownBy(() -> extraction.extract(name, content, block -> {}))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessageContaining(kind);
    }
}
