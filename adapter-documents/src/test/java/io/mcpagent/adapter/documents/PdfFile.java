package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Makes small PDF files. */
final class PdfFile {
    private static final float LEFT = 72;
    private static final float TOP = 100;
    private static final int BOMB = 140 << 20;

    private final PDDocument document = new PDDocument();
    private PDPage page = new PDPage();
    private float y;

    PdfFile page() {
        page = new PDPage(PDRectangle.LETTER);
        document.addPage(page);
        y = TOP;
        return this;
    }

    /** A line so many points below the last. */
    PdfFile line(float size, float drop, String text) {
        y += drop;
        return write(size, y, text);
    }

    /** A line at a height from the top. */
    PdfFile at(float height, String text) {
        return write(9, height, text);
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try (document) {
            document.save(out);
            return out.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    byte[] encrypted(String password) {
        try {
            var policy = new StandardProtectionPolicy("owner", password, new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes();
    }

    /** A page whose content unpacks to far more than the file holds. */
    static byte[] bomb() {
        return bomb("");
    }

    /** The same with more entries in the dictionary of the stream. */
    static byte[] bomb(String entries) {
        var packed = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(packed)) {
            var spaces = " ".repeat(1 << 20).getBytes(ISO_8859_1);
            for (var written = 0; written < BOMB; written += spaces.length) deflating.write(spaces);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                        + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj\n"
                        + "4 0 obj<<" + entries + "/Filter/FlateDecode/Length " + packed.size() + ">>stream\n")
                .getBytes(ISO_8859_1));
        out.writeBytes(packed.toByteArray());
        out.writeBytes("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF".getBytes(ISO_8859_1));
        return out.toByteArray();
    }

    /** Arrays in arrays, deeper than a stack. */
    static byte[] deeplyNested() {
        var deep = "[".repeat(200_000) + "]".repeat(200_000);
        return ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/Deep " + deep + ">>endobj\n"
                        + "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")
                .getBytes(ISO_8859_1);
    }

    private PdfFile write(float size, float height, String text) {
        try (var content = new PDPageContentStream(document, page, AppendMode.APPEND, true)) {
            content.beginText();
            content.setFont(new PDType1Font(FontName.HELVETICA), size);
            content.newLineAtOffset(LEFT, page.getMediaBox().getHeight() - height);
            content.showText(text);
            content.endText();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }
}
