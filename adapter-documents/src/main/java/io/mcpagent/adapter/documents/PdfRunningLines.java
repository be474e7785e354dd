package io.mcpagent.adapter.documents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The lines that stand at the top or bottom of most pages and differ in numbers alone: headers, footers, page numbers. */
final class PdfRunningLines {
    private static final int LINES_AT_EACH_END = 2;
    private static final float MARGIN = .12f;
    private static final int MIN_PAGES = 3;
    /** Left and right pages may differ. */
    private static final double SHARE_OF_PAGES = .4;

    private PdfRunningLines() {}

    static List<PdfLine> without(List<PdfLine> lines) {
        var pages = lines.stream().collect(Collectors.groupingBy(PdfLine::page));
        var candidates = new HashSet<PdfLine>();
        Map<String, Set<Integer>> seen = new HashMap<>();
        for (var page : pages.values())
            for (var line : atTheEnds(page)) {
                candidates.add(line);
                seen.computeIfAbsent(key(line), text -> new HashSet<>()).add(line.page());
            }
        var enough = Math.max(MIN_PAGES, pages.size() * SHARE_OF_PAGES);
        return lines.stream()
                .filter(line -> !candidates.contains(line)
                        || seen.getOrDefault(key(line), Set.of()).size() < enough)
                .toList();
    }

    private static List<PdfLine> atTheEnds(List<PdfLine> page) {
        var byHeight = new ArrayList<>(page);
        byHeight.sort(Comparator.comparingDouble(PdfLine::y));
        var ends = new ArrayList<PdfLine>();
        for (var i = 0; i < Math.min(LINES_AT_EACH_END, byHeight.size()); i++) {
            var top = byHeight.get(i);
            if (top.y() < top.pageHeight() * MARGIN) ends.add(top);
            var bottom = byHeight.get(byHeight.size() - 1 - i);
            if (bottom.y() > bottom.pageHeight() * (1 - MARGIN)) ends.add(bottom);
        }
        return ends;
    }

    private static String key(PdfLine line) {
        return line.text().replaceAll("\\d+", "#");
    }
}
