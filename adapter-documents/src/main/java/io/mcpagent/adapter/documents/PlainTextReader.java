package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Location.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Text as its lines stand, split at blank ones. */
final class PlainTextReader {
    private PlainTextReader() {}

    static List<Block> readParagraphs(String text) {
        return split(text, Block.Paragraph::new);
    }

    static List<Block> readCode(String text) {
        return split(text, Block.Code::new);
    }

    private static List<Block> split(String text, BiFunction<String, Lines, Block> block) {
        var blocks = new ArrayList<Block>();
        var open = new ArrayList<String>();
        var number = 0;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!line.isBlank()) open.add(line.stripTrailing());
            else close(open, number - 1, block, blocks);
        }
        close(open, number, block, blocks);
        return blocks;
    }

    private static void close(List<String> open, int last, BiFunction<String, Lines, Block> block, List<Block> blocks) {
        if (open.isEmpty()) return;
        blocks.add(block.apply(String.join("\n", open), new Lines(last - open.size() + 1, last)));
        open.clear();
    }
}
