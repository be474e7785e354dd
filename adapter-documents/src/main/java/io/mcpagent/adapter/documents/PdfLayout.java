package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Location.Pages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From lines to paragraphs and headings, by where the lines stand and how large they are. */
final class PdfLayout {
    private static final int MAX_HEADING = 200;
    private static final int LEVELS = 6;
    private static final float HEADING_TO_BODY = 1.12f;
    private static final float GAP_TO_LEADING = 1.35f;
    private static final float SAME_SIZE = .6f;
    /** In sizes of the letters. */
    private static final float INDENT = .8f;

    private static final float USUAL_LEADING = 1.2f;
    private static final float MAX_LEADING = 2.5f;

    private static final Pattern BULLET = Pattern.compile("(?:[•‣▪●◦–-]|\\(?\\d{1,2}[.)])\\s.*");
    private static final Pattern ENDED = Pattern.compile(".*[.!?:;][\"'”’)\\]]*");
    private static final String HYPHENS = "-\u00AD\u2010";

    private final float bodySize;
    private final float leading;

    private PdfLayout(List<PdfLine> lines) {
        bodySize = mostCommon(lines, PdfLine::size, line -> line.text().length());
        leading = usualLeading(lines);
    }

    static List<Block> blocks(List<PdfLine> lines) {
        if (lines.isEmpty()) return List.of();
        var layout = new PdfLayout(lines);
        var paragraphs = layout.paragraphs(lines);
        var levels = paragraphs.stream()
                .filter(layout::isHeading)
                .map(lead -> lead.getFirst().size())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(LEVELS)
                .toList();
        return paragraphs.stream().map(each -> layout.block(each, levels)).toList();
    }

    private List<List<PdfLine>> paragraphs(List<PdfLine> lines) {
        var paragraphs = new ArrayList<List<PdfLine>>();
        for (var line : lines) {
            if (paragraphs.isEmpty() || begins(line, paragraphs.getLast().getLast())) paragraphs.add(new ArrayList<>());
            paragraphs.getLast().add(line);
        }
        return paragraphs;
    }

    private boolean begins(PdfLine line, PdfLine before) {
        if (Math.abs(line.size() - before.size()) > SAME_SIZE) return true;
        var drop = line.y() - before.y();
        if (line.page() != before.page() || drop < -line.size()) return !goesOn(line, before);
        if (drop > leading * GAP_TO_LEADING * line.size()) return true;
        if (BULLET.matcher(line.text()).matches()) return true;
        return line.x() - before.x() > INDENT * line.size()
                && ENDED.matcher(before.text()).matches();
    }

    /** Over the end of a column or page. */
    private static boolean goesOn(PdfLine line, PdfLine before) {
        return Character.isLowerCase(line.text().codePointAt(0))
                && !ENDED.matcher(before.text()).matches();
    }

    private boolean isHeading(List<PdfLine> paragraph) {
        return paragraph.getFirst().size() >= bodySize * HEADING_TO_BODY
                && paragraph.stream().anyMatch(PdfLine::hasWords)
                && joined(paragraph).length() <= MAX_HEADING;
    }

    private Block block(List<PdfLine> paragraph, List<Float> levels) {
        var at = new Pages(paragraph.getFirst().page(), paragraph.getLast().page());
        var place = levels.indexOf(paragraph.getFirst().size());
        var level = place < 0 ? LEVELS : place + 1;
        return isHeading(paragraph)
                ? new Block.Heading(level, joined(paragraph), at)
                : new Block.Paragraph(joined(paragraph), at);
    }

    /** Words that were broken at the end of a line are made whole. */
    private static String joined(List<PdfLine> lines) {
        var text = new StringBuilder();
        for (var line : lines) {
            if (!text.isEmpty()) {
                var broken = endsInBrokenWord(text)
                        && Character.isLowerCase(line.text().codePointAt(0));
                if (broken) text.setLength(text.length() - 1);
                else text.append(' ');
            }
            text.append(line.text());
        }
        return text.toString();
    }

    private static boolean endsInBrokenWord(StringBuilder text) {
        var last = text.length() - 1;
        return last > 0 && HYPHENS.indexOf(text.charAt(last)) >= 0 && Character.isLetter(text.codePointBefore(last));
    }

    private static float usualLeading(List<PdfLine> lines) {
        var drops = new ArrayList<Float>();
        for (var i = 1; i < lines.size(); i++) {
            var drop = (lines.get(i).y() - lines.get(i - 1).y()) / lines.get(i).size();
            if (lines.get(i).page() == lines.get(i - 1).page() && drop > .5 && drop < MAX_LEADING) drops.add(drop);
        }
        return drops.isEmpty() ? USUAL_LEADING : mostCommon(drops, drop -> Math.round(drop * 10) / 10f, drop -> 1);
    }

    private static <T> float mostCommon(List<T> all, Function<T, Float> value, ToIntFunction<T> weight) {
        return all.stream().collect(Collectors.groupingBy(value, Collectors.summingInt(weight))).entrySet().stream()
                .max(Map.Entry.<Float, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }
}
