package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorProcessor;
import org.apache.pdfbox.contentstream.operator.state.SetGraphicsStateParameters;
import org.apache.pdfbox.contentstream.operator.text.SetFontAndSize;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;

/**
 * Looks at fonts before they are loaded: PDFBox writes out each range of widths, and a line of text can name a range of
 * two thousand million. Tables of codes are the same.
 */
final class PdfFonts {
    private static final int MAX_ENTRIES = 1 << 20;
    private static final Pattern CODES = Pattern.compile(
            "<([0-9A-Fa-f\\x00-\\x20]*+)>(?=[\\x00-\\x20]*+<([0-9A-Fa-f\\x00-\\x20]*+)>[\\x00-\\x20]*+<)");
    private static final Pattern BLANKS = Pattern.compile("[\\x00-\\x20]+");
    /** In digits. */
    private static final int SHORT_CODE = 4;

    private static final int LONG_CODE = 8;

    private final Set<COSBase> checked = Collections.newSetFromMap(new IdentityHashMap<>());

    private PdfFonts() {}

    /** The two operators that choose a font; both look first. */
    static List<OperatorProcessor> operators(PDFStreamEngine engine) {
        var fonts = new PdfFonts();
        return List.of(fonts.new Chosen(engine), fonts.new ChosenByState(engine));
    }

    private final class Chosen extends SetFontAndSize {
        Chosen(PDFStreamEngine engine) {
            super(engine);
        }

        @Override
        public void process(Operator operator, List<COSBase> operands) throws IOException {
            check(entry(getContext(), COSName.FONT, operands));
            super.process(operator, operands);
        }
    }

    private final class ChosenByState extends SetGraphicsStateParameters {
        ChosenByState(PDFStreamEngine engine) {
            super(engine);
        }

        @Override
        public void process(Operator operator, List<COSBase> operands) throws IOException {
            if (entry(getContext(), COSName.EXT_G_STATE, operands) instanceof COSDictionary state
                    && state.getDictionaryObject(COSName.FONT) instanceof COSArray font
                    && font.size() > 0) check(font.getObject(0));
            super.process(operator, operands);
        }
    }

    private static COSBase entry(PDFStreamEngine engine, COSName kind, List<COSBase> operands) {
        var resources = engine.getResources();
        return resources != null
                        && !operands.isEmpty()
                        && operands.getFirst() instanceof COSName name
                        && resources.getCOSObject().getDictionaryObject(kind) instanceof COSDictionary all
                        && all.getDictionaryObject(name) instanceof COSDictionary found
                ? found
                : new COSDictionary();
    }

    private void check(COSBase font) {
        if (!(font instanceof COSDictionary dictionary) || !checked.add(font)) return;
        checkCodes(dictionary.getDictionaryObject(COSName.TO_UNICODE));
        checkCodes(dictionary.getDictionaryObject(COSName.ENCODING));
        if (!(dictionary.getDictionaryObject(COSName.DESCENDANT_FONTS) instanceof COSArray descendants)) return;
        for (var i = 0; i < descendants.size(); i++)
            if (descendants.getObject(i) instanceof COSDictionary each
                    && each.getDictionaryObject(COSName.W) instanceof COSArray widths) checkWidths(widths);
    }

    /** As PDFBox reads them: a number and an array, or first, last and width, and what is no number is passed over. */
    private static void checkWidths(COSArray widths) {
        var count = 0L;
        for (var at = 0; at + 2 < widths.size(); ) {
            if (!(widths.getObject(at++) instanceof COSNumber first)) continue;
            var next = widths.getObject(at++);
            if (next instanceof COSArray) continue;
            at++;
            if (!(next instanceof COSNumber last)) continue;
            count += Math.max(0, (long) last.intValue() - first.intValue());
            if (count > MAX_ENTRIES || last.intValue() == Integer.MAX_VALUE)
                throw Refusal.corrupt("It is a PDF with a font of more than %,d widths.".formatted(MAX_ENTRIES));
        }
    }

    /** Only codes of three and four bytes are so many. Nothing but blanks may stand between the parts of a range. */
    private static void checkCodes(COSBase map) {
        if (!(map instanceof PdfStream stream)) return;
        var ranges = CODES.matcher(new String(stream.bytes(), ISO_8859_1));
        for (var count = 0L; ranges.find(); ) {
            var first = digits(ranges.group(1));
            if (first.length() <= SHORT_CODE || first.length() > LONG_CODE) continue;
            count += Math.max(0, (long) number(digits(ranges.group(2))) - number(first));
            if (count > MAX_ENTRIES)
                throw Refusal.corrupt("It is a PDF with a font of more than %,d codes.".formatted(MAX_ENTRIES));
        }
    }

    private static String digits(String spaced) {
        return BLANKS.matcher(spaced).replaceAll("");
    }

    /** As PDFBox counts: a last digit that is missing is 0, and of long ones the last four bytes are taken. */
    private static int number(String digits) {
        var whole = digits.length() % 2 == 0 ? digits : digits + "0";
        var end = whole.substring(Math.max(0, whole.length() - LONG_CODE));
        return end.isEmpty() ? 0 : Integer.parseUnsignedInt(end, 16);
    }
}
