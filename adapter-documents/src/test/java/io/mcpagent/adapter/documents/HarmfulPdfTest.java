package io.mcpagent.adapter.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.document.Block.Paragraph;
import io.mcpagent.domain.document.Location.Pages;
import io.mcpagent.domain.failure.InvalidRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that would fill the memory or keep a reader busy. */
class HarmfulPdfTest {
    private static final String PICTURE = "/Subtype/Image/Type/XObject/Width 1/Height 1";
    private static final int TOO_MUCH = 140;
    private static final String BOMB = RawPdf.blanks(PICTURE, TOO_MUCH);
    private static final String SLOW = "/X Do ".repeat(20_000);

    private final PdfReader reader = new PdfReader();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Subtype/TrueType/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 32/FontFile2 7 0 R>>",
                "/Subtype/Type1/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 32/FontFile 7 0 R>>",
                "/Subtype/Type1/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 32/FontFile3 7 0 R>>",
                "/Subtype/Type1/ToUnicode 7 0 R",
                "/Subtype/Type0/Encoding 7 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>]",
                "/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X"
                        + "/CIDToGIDMap 7 0 R>>]",
            })
    void aFontIsNoPicture(String font) {
        var file = new RawPdf().with(5, "<</Type/Font/BaseFont/X" + font + ">>").with(7, BOMB);

        refuses(file, "document_corrupt", "unpacks to more than");
    }

    @Test
    void neitherIsAPage() {
        refuses(new RawPdf().with(4, BOMB), "document_corrupt", "unpacks to more than");
        refuses(new RawPdf().with(4, "[7 0 R]").with(7, BOMB), "document_corrupt", "unpacks to more than");
    }

    @Test
    void neitherIsAFormOrAPackOfObjects() {
        var form = RawPdf.blanks("/Note" + PICTURE + "/Subtype/Form", TOO_MUCH);
        var objects = RawPdf.blanks("/Type/ObjStm/N 1/First 9/Subtype/Image", TOO_MUCH);

        refuses(new RawPdf().drawing("/X Do").with(6, form), "document_corrupt", "unpacks to more than");
        refuses(new RawPdf().with(7, objects), "document_corrupt", "unpacks to more than");
    }

    @Test
    void otherNamesOfAFilterHideNothing() {
        var hidden = RawPdf.stream("/Filter[/Fl#61teDecode]", RawPdf.packed(TOO_MUCH));

        refuses(new RawPdf().with(4, hidden), "document_corrupt", "unpacks to more than");
    }

    @Test
    void encryptionWithoutAPasswordHidesNothing() throws Exception {
        try (var whole = Loader.loadPDF(new RawPdf().with(4, BOMB).bytes())) {
            var encrypted = encrypted(whole);

            refuses(encrypted, reader, "document_corrupt", "unpacks to more than");
        }
    }

    @Test
    void aPictureMayBeOfAnySize() {
        var file = new RawPdf()
                .drawing("/X Do")
                .with(6, RawPdf.blanks(PICTURE + "/SMask 7 0 R", TOO_MUCH))
                .with(7, BOMB);

        assertThat(reader.read(file.bytes())).containsExactly(new Paragraph("Hello world", new Pages(1, 1)));
    }

    @Test
    void manyStreamsAreTooMuchTogether() {
        var file = new RawPdf().with(4, "[7 0 R 8 0 R 9 0 R 10 0 R 11 0 R]");
        for (var i = 7; i <= 11; i++) file.with(i, RawPdf.blanks("", 110));

        refuses(file, "document_corrupt", "that unpacks to more than");
    }

    @Test
    void oneThatIsNamedManyTimesTakesItsRoomOnce() throws Exception {
        var file = new RawPdf().with(4, "[" + "7 0 R ".repeat(100_000) + "]").with(7, RawPdf.blanks("", 100));

        refuses(file.bytes(), new PdfReader(Duration.ofSeconds(1)), "document_too_slow", "Split it");
        noReaderIsLeft();
    }

    @Test
    void whatTakesTooLongIsGivenUp() throws Exception {
        var file = new RawPdf().drawing(SLOW).with(6, RawPdf.blanks("/Type/XObject/Subtype/Form", 100));

        refuses(file.bytes(), new PdfReader(Duration.ofSeconds(1)), "document_too_slow", "more than 1 seconds");
        noReaderIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void anInterruptEndsIt(int number) throws Exception {
        var file = new RawPdf()
                .drawing(SLOW)
                .with(number, RawPdf.blanks("/Type/XObject/Subtype/Form", 100))
                .bytes();
        var outcome = new CompletableFuture<Throwable>();
        var caller = Thread.ofVirtual().start(() -> {
            try {
                new PdfReader().read(file);
                outcome.complete(new AssertionError("it was read"));
            } catch (RuntimeException ended) {
                outcome.complete(ended);
            }
        });
        while (readers().isEmpty()) Thread.onSpinWait();
        caller.interrupt();

        assertThat(outcome.get()).isInstanceOf(CancellationException.class);
        noReaderIsLeft();
    }

    @Test
    void aRangeOfAFontIsNotWrittenOutWithoutEnd() {
        var wide = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font"
                + "/Subtype/CIDFontType2/BaseFont/X/W[0 2147483647 500]>>]>>";
        var codes = "1 beginbfrange <00000000>\n<7fffff ff> <41> endbfrange";
        var coded = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>";

        refuses(new RawPdf().with(5, wide), "document_corrupt", "widths");
        refuses(new RawPdf().with(5, wide).with(4, RawPdf.stream("", "/G gs")), "document_corrupt", "widths");
        refuses(new RawPdf().with(5, coded).with(7, RawPdf.stream("", codes)), "document_corrupt", "codes");
    }

    @Test
    void aRowIsNotMadeRoomForBecauseItIsClaimed() {
        var page = RawPdf.blanks("/DecodeParms<</Predictor 12/Columns 2000000000>>", 1);

        refuses(new RawPdf().with(4, page), "document_corrupt", "rows");
    }

    private void refuses(RawPdf file, String code, String why) {
        refuses(file.bytes(), reader, code, why);
    }

    private static void refuses(byte[] file, PdfReader reader, String code, String why) {
        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }

    private static byte[] encrypted(PDDocument document) throws IOException {
        var policy = new StandardProtectionPolicy("owner", "", new AccessPermission());
        policy.setEncryptionKeyLength(128);
        document.protect(policy);
        var out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    private static void noReaderIsLeft() throws InterruptedException {
        for (var thread : readers())
            assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
    }

    private static List<Thread> readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pdf-reader"))
                .toList();
    }
}
