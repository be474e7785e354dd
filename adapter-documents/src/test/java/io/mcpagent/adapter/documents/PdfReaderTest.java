package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Block.Heading;
import io.mcpagent.domain.document.Block.Paragraph;
import io.mcpagent.domain.document.Location.Pages;
import io.mcpagent.domain.document.TextExtractionPort;
import io.mcpagent.domain.failure.InvalidRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PdfReaderTest {
    private final TextExtractionPort extraction =
            DocumentFiles.open(DocumentSettings.DEFAULT).extraction();

    @Test
    void readsHeadingsAndParagraphsPageByPage() {
        var pdf = new PdfFile()
                .page()
                .line(18, 0, "The Manual")
                .line(11, 30, "Every wheel is turned by hand, and an exam-")
                .line(11, 14, "ple of it is shown below in detail.")
                .line(11, 30, "A second paragraph stands here.")
                .page()
                .line(11, 0, "What is on the second page.")
                .bytes();

        assertThat(blocks("manual.txt", pdf))
                .containsExactly(
                        new Heading(1, "The Manual", new Pages(1, 1)),
                        new Paragraph(
                                "Every wheel is turned by hand, and an example of it is shown below in detail.",
                                new Pages(1, 1)),
                        new Paragraph("A second paragraph stands here.", new Pages(1, 1)),
                        new Paragraph("What is on the second page.", new Pages(2, 2)));
    }

    @Test
    void aSentenceGoesOnOverThePageAndRunningLinesAreDropped() {
        var file = new PdfFile();
        var page = 0;
        for (var number : List.of("one", "two", "three", "four"))
            file.page()
                    .at(30, "Handbook of wheels")
                    .line(11, 100, "the sentence of page " + number + " that goes")
                    .at(770, "Page " + ++page + " of 4");

        assertThat(blocks("a.pdf", file.bytes()))
                .containsExactly(new Paragraph(
                        "the sentence of page one that goes the sentence of page two that goes the sentence of page"
                                + " three that goes the sentence of page four that goes",
                        new Pages(1, 4)));
    }

    @Test
    void anEncryptedOneIsTold() {
        refuses(new PdfFile().page().line(11, 0, "Secret").encrypted("pass"), "document_encrypted", "password");
    }

    @Test
    void aTruncatedOneIsCorrupt() {
        var pdf = new PdfFile().page().line(11, 0, "Whole").bytes();

        refuses(Arrays.copyOf(pdf, 200), "document_corrupt", "damaged");
        refuses("%PDF-1.7\nnothing more".getBytes(US_ASCII), "document_corrupt", "");
    }

    @Test
    void aScanIsWithoutText() {
        refuses(new PdfFile().page().bytes(), "document_without_text", "OCR");
    }

    @Test
    void aStreamThatUnpacksWithoutEndIsRefused() {
        refuses(PdfFile.bomb(), "document_corrupt", "unpacks");
    }

    @Test
    void neitherAPicturesNameNorALongDictionaryHidesSuchAStream() {
        refuses(PdfFile.bomb("/Note/Image"), "document_corrupt", "unpacks");
        refuses(PdfFile.bomb("/Note(" + "x".repeat(5_000) + ")"), "document_corrupt", "unpacks");
    }

    @Test
    void formsThatDrawThemselvesDoNotEndTheProcess() {
        refuses(PdfFile.deeplyNested(), "document_corrupt", "");
    }

    private List<Block> blocks(String name, byte[] content) {
        var blocks = new ArrayList<Block>();
        extraction.extract(name, content, blocks::add);
        return blocks;
    }

    private void refuses(byte[] content, String code, String why) {
        assertThatThrownBy(() -> extraction.extract("a.pdf", content, block -> {}))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }
}
