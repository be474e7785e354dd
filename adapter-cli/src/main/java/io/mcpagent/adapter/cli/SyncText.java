package io.mcpagent.adapter.cli;

import java.util.List;
import java.util.stream.Stream;

/** What a sync did, for people. */
final class SyncText {
    /** Skipped files are named where they are few; a folder of pictures is one number. */
    private static final int FEW = 5;

    private SyncText() {}

    static boolean isWorthTelling(TakenIn report) {
        return report.ingested() > 0
                || report.deleted() > 0
                || report.chunks() == 0
                || !report.failed().isEmpty();
    }

    static List<String> of(TakenIn report, boolean nameAll) {
        var summary = "%s: %s taken in, %d unchanged, %d deleted; %s can be found"
                .formatted(
                        report.collection(),
                        counted(report.ingested(), "file"),
                        report.unchanged(),
                        report.deleted(),
                        counted(report.chunks(), "chunk"));
        return Stream.of(Stream.of(summary), skipped(report, nameAll), failed(report))
                .flatMap(lines -> lines)
                .toList();
    }

    private static Stream<String> skipped(TakenIn report, boolean nameAll) {
        var files = report.skipped();
        if (files.size() > FEW && !nameAll)
            return Stream.of(
                    "  skipped %d files that hold no text this can read; --debug names them".formatted(files.size()));
        return files.stream()
                .map(file -> "  skipped %s: %s".formatted(TerminalText.name(file.document()), file.reason()));
    }

    private static Stream<String> failed(TakenIn report) {
        return report.failed().stream()
                .map(file -> "  failed %s: %s".formatted(TerminalText.name(file.document()), file.reason()));
    }

    static String counted(long number, String thing) {
        return number == 1 ? "1 " + thing : number + " " + thing + "s";
    }
}
