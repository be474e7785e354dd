package io.mcpagent.adapter.documents;

import io.mcpagent.domain.failure.AgentFailure;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Collects the lines of a document in the order in which they are drawn: sorted by position, the columns of a page would
 * be read across.
 */
final class PdfText extends PDFTextStripper {
    private static final int MAX_CHARACTERS = 20_000_000;
    /** Each takes some hundred bytes until its page is through. */
    private static final int MAX_CHARACTERS_OF_PAGE = 1_000_000;

    private static final float SIZES_PER_POINT = 2;

    private final List<PdfLine> lines = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<TextPosition> letters = new ArrayList<>();
    private int characters;
    private int ofPage;

    private PdfText() throws IOException {}

    static List<PdfLine> linesOf(PDDocument document) throws IOException {
        var stripper = new PdfText();
        PdfFonts.operators(stripper).forEach(stripper::addOperator);
        try {
            stripper.writeText(document, Writer.nullWriter());
        } catch (AgentFailure | CancellationException given) {
            throw given;
        } catch (RuntimeException broken) {
            throw new IOException("its parts don't fit together", broken);
        }
        return stripper.lines;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        PdfBytes.stopIfInterrupted();
        super.processOperator(operator, operands);
    }

    @Override
    protected void processTextPosition(TextPosition position) {
        // What says nothing takes its room too.
        var more = Math.max(1, position.getUnicode().length());
        characters += more;
        ofPage += more;
        if (characters > MAX_CHARACTERS) throw Refusal.tooMuchText("It", MAX_CHARACTERS);
        if (ofPage > MAX_CHARACTERS_OF_PAGE) throw Refusal.tooMuchText("A page of it", MAX_CHARACTERS_OF_PAGE);
        super.processTextPosition(position);
    }

    @Override
    protected void writeString(String word, List<TextPosition> positions) {
        text.append(word);
        letters.addAll(positions);
    }

    @Override
    protected void writeWordSeparator() {
        text.append(' ');
    }

    @Override
    protected void writeLineSeparator() {
        closeLine();
    }

    @Override
    protected void writeParagraphStart() {
        closeLine();
    }

    @Override
    protected void writeParagraphEnd() {
        closeLine();
    }

    @Override
    protected void endPage(PDPage page) {
        closeLine();
        ofPage = 0;
    }

    private void closeLine() {
        var words = text.toString().replaceAll("[\\p{Cntrl}\\s\\u00A0]+", " ").strip();
        if (!words.isEmpty() && !letters.isEmpty()) lines.add(measured(words));
        text.setLength(0);
        letters.clear();
    }

    private PdfLine measured(String words) {
        var first = letters.getFirst();
        var last = letters.getLast();
        Map<Integer, Integer> sizes = new HashMap<>();
        for (var letter : letters) sizes.merge(Math.round(letter.getFontSizeInPt() * SIZES_PER_POINT), 1, Integer::sum);
        var size = sizes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0);
        return new PdfLine(
                getCurrentPageNo(),
                words,
                first.getXDirAdj(),
                last.getXDirAdj() + last.getWidthDirAdj(),
                first.getYDirAdj(),
                Math.max(size, 1) / SIZES_PER_POINT,
                first.getPageHeight());
    }
}
