package io.mcpagent.application.document;

import io.mcpagent.application.document.ExtractedText.Placed;
import io.mcpagent.application.retrieval.Sentences;
import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.llm.EmbeddingPort;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a document along its structure, then by the embedding model's tokens.
 *
 * <p>A chunk never crosses a page. A heading opens a new one unless the chunk so far is very short. What is too long is
 * cut between sentences (code: between lines) into parts of about the same size. Together the chunks are the whole text:
 * each ends where the next begins.
 */
final class Chunker {
    /** A section shorter than this is joined by the next one. */
    private static final int SHORT_SECTION = 48;

    private final EmbeddingPort embeddings;
    private final int chunkTokens;

    Chunker(EmbeddingPort embeddings, IngestionSettings settings) {
        this.embeddings = embeddings;
        this.chunkTokens = Math.min(settings.chunkTokens(), embeddings.model().maxTokens());
    }

    List<Chunk> chunks(Document document, Language language, List<Block> blocks) {
        var extracted = ExtractedText.of(blocks);
        var tokens = Offsets.ofTokens(embeddings.tokens(extracted.text()));
        var units = units(extracted, tokens, language);
        var starts = new ArrayList<Unit>();
        for (var section : sections(units, tokens)) {
            starts.addAll(evenly(section, tokens));
        }
        return cut(document, extracted, units, starts);
    }

    /**
     * The smallest parts that are kept whole.
     *
     * @param above the headings above it, the topmost first
     * @param budget how many tokens a chunk that begins here may have
     */
    private record Unit(Placed placed, int start, int end, List<String> above, int budget) {
        boolean isHeading() {
            return placed.block() instanceof Block.Heading;
        }

        Location at() {
            return placed.block().at();
        }
    }

    private List<Unit> units(ExtractedText extracted, Offsets tokens, Language language) {
        var units = new ArrayList<Unit>();
        var path = new HeadingPath(embeddings, chunkTokens / 2);
        for (var placed : extracted.blocks()) {
            var above = path.above(placed.block());
            var budget = chunkTokens - path.tokens(above);
            for (var span : spans(extracted.text(), placed, language)) {
                for (var from = span.start(); from < span.end(); ) {
                    var to = tokens.advance(from, budget, span.end());
                    units.add(new Unit(placed, from, to, above, budget));
                    from = to;
                }
            }
            path.pass(placed.block());
        }
        return units;
    }

    private static List<Sentences.Span> spans(String text, Placed placed, Language language) {
        var part = text.substring(placed.start(), placed.end());
        var spans = switch (placed.block()) {
            case Block.Heading heading -> List.of(new Sentences.Span(0, part.length()));
            case Block.TableRow row -> List.of(new Sentences.Span(0, part.length()));
            case Block.Code code -> lines(part);
            case Block.Paragraph paragraph -> Sentences.of(part, language);
        };
        return spans.stream()
                .map(span -> new Sentences.Span(placed.start() + span.start(), placed.start() + span.end()))
                .toList();
    }

    private static List<Sentences.Span> lines(String text) {
        var spans = new ArrayList<Sentences.Span>();
        for (var from = 0; from < text.length(); ) {
            var newline = text.indexOf('\n', from);
            var to = newline < 0 ? text.length() : newline + 1;
            spans.add(new Sentences.Span(from, to));
            from = to;
        }
        return spans;
    }

    private static List<List<Unit>> sections(List<Unit> units, Offsets tokens) {
        var sections = new ArrayList<List<Unit>>();
        for (var unit : units) {
            if (sections.isEmpty() || opens(unit, sections.getLast(), tokens)) sections.add(new ArrayList<>());
            sections.getLast().add(unit);
        }
        return sections;
    }

    private static boolean opens(Unit unit, List<Unit> section, Offsets tokens) {
        var last = section.getLast();
        if (unit.at() instanceof Location.Pages && !unit.at().equals(last.at())) return true;
        return unit.isHeading()
                && !last.isHeading()
                && tokens.count(section.getFirst().start(), last.end()) >= SHORT_SECTION;
    }

    /** Where the chunks of a section begin. */
    private static List<Unit> evenly(List<Unit> section, Offsets tokens) {
        var first = section.getFirst();
        var total = tokens.count(first.start(), section.getLast().end());
        var parts = Math.ceilDiv(total, first.budget());
        var target = Math.ceilDiv(total, Math.max(1, parts));
        var starts = new ArrayList<Unit>(List.of(first));
        for (var unit : section.subList(1, section.size())) {
            var begin = starts.getLast();
            var before = tokens.count(begin.start(), unit.start());
            var with = tokens.count(begin.start(), unit.end());
            var pastTarget = before > 0 && before + (with - before) / 2 > target;
            if (with > begin.budget() || pastTarget) starts.add(unit);
        }
        return starts;
    }

    private static List<Chunk> cut(Document document, ExtractedText extracted, List<Unit> units, List<Unit> starts) {
        var chunks = new ArrayList<Chunk>();
        var lineBreaks = Offsets.ofLineBreaks(extracted.text());
        var next = 0;
        for (var i = 0; i < starts.size(); i++) {
            var first = starts.get(i);
            var end = i + 1 < starts.size()
                    ? starts.get(i + 1).start()
                    : extracted.text().length();
            // White space before the first word belongs to the first chunk, so that nothing of the text is in none.
            var start = i == 0 ? 0 : first.start();
            var place = located(lineBreaks, first);
            for (; next < units.size() && units.get(next).start() < end; next++) {
                place = place.to(located(lineBreaks, units.get(next)));
            }
            chunks.add(new Chunk(
                    new ChunkId(document.id(), document.generation(), i),
                    document.collection(),
                    start,
                    end,
                    place,
                    first.above(),
                    extracted.text().substring(start, end)));
        }
        return chunks;
    }

    /** Within a block whose lines can be counted off, the lines of this part alone; a break that ends it does not count. */
    private static Location located(Offsets lineBreaks, Unit unit) {
        var block = unit.placed();
        if (!(unit.at() instanceof Location.Lines(var first, var last))) return unit.at();
        if (lineBreaks.count(block.start(), block.end()) != last - first) return unit.at();
        var line = first + lineBreaks.count(block.start(), unit.start());
        return new Location.Lines(line, line + lineBreaks.count(unit.start(), Math.max(unit.start(), unit.end() - 1)));
    }
}
