package io.mcpagent.application.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Block.Code;
import io.mcpagent.domain.document.Block.Heading;
import io.mcpagent.domain.document.Block.Paragraph;
import io.mcpagent.domain.document.Block.TableRow;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.document.Location.Lines;
import io.mcpagent.domain.document.Location.Pages;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.document.SampleDocuments;
import io.mcpagent.testkit.llm.HashedEmbeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    private static final int BUDGET = 64;
    private static final HashedEmbeddings EMBEDDINGS = new HashedEmbeddings();
    private static final Document DOCUMENT =
            SampleDocuments.queued(new CountingIds(), new CollectionId(new UUID(0, 1)), "a.md");
    private final Chunker chunker = new Chunker(EMBEDDINGS, new IngestionSettings(BUDGET, 1));

    /** A block without its place: what kind, how deep, and its lines. */
    record Draft(int kind, int level, List<String> lines, int gap) {}

    @Provide
    Arbitrary<List<Draft>> drafts() {
        var line = Arbitraries.of("Bees make honey.", "  indented", "e.g. this", "x", "蜜蜂酿蜜。", "", "🦊 foxes!")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join(" ", parts));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(1, 4),
                        line.list().ofMinSize(1).ofMaxSize(6),
                        Arbitraries.integers().between(0, 3))
                .as(Draft::new)
                .list()
                .ofMaxSize(25);
    }

    @Property(tries = 300)
    void chunksTileTheWholeText(@ForAll("drafts") List<Draft> drafts, @ForAll boolean paged) {
        var blocks = blocks(drafts, paged);
        var text = ExtractedText.of(blocks).text();
        var chunks = chunks(blocks);

        if (text.isBlank()) {
            assertThat(chunks).isEmpty();
            return;
        }
        assertThat(chunks.stream().map(Chunk::text).collect(Collectors.joining()))
                .isEqualTo(text);
        assertThat(chunks.getFirst().start()).isZero();
        for (var i = 0; i < chunks.size(); i++) {
            assertThat(chunks.get(i).id().ordinal()).isEqualTo(i);
            if (i > 0)
                assertThat(chunks.get(i).start()).isEqualTo(chunks.get(i - 1).end());
        }
        assertThat(chunks(blocks)).as("the second time").isEqualTo(chunks);
    }

    @Property(tries = 300)
    void noChunkIsLongerThanTheModelIsToRead(@ForAll("drafts") List<Draft> drafts, @ForAll boolean paged) {
        assertThat(chunks(blocks(drafts, paged)))
                .allSatisfy(chunk ->
                        assertThat(EMBEDDINGS.tokens(chunk.searchText()).size()).isLessThanOrEqualTo(BUDGET));
    }

    @Property(tries = 300)
    void noChunkCrossesAPage(@ForAll("drafts") List<Draft> drafts) {
        assertThat(chunks(blocks(drafts, true)))
                .allSatisfy(chunk -> assertThat(chunk.location().first())
                        .isEqualTo(chunk.location().last()));
    }

    @Property(tries = 300)
    void theLinesOfAChunkHoldItsWords(@ForAll("drafts") List<Draft> drafts) {
        var blocks = blocks(drafts, false);
        var source = new ArrayList<String>();
        for (var block : blocks) {
            while (source.size() < block.at().last()) source.add("");
            var lines = block.text().split("\n", -1);
            for (var i = 0; i < lines.length; i++) source.set(block.at().first() - 1 + i, lines[i]);
        }
        for (var chunk : chunks(blocks)) {
            var place = source.subList(
                    chunk.location().first() - 1, chunk.location().last());
            var words = words(chunk.text().replaceAll("(?m)^#{1,6} ", ""));
            assertThat(words(String.join("\n", place)))
                    .as(chunk.location().label())
                    .containsAll(words);
        }
    }

    @Test
    void carriesTheHeadingsAboveIt() {
        var long1 = "Bees make honey in their hive. ".repeat(10);
        var chunks = chunks(List.of(
                new Heading(1, "Animals", line(1)),
                new Heading(2, "Bees", line(2)),
                new Paragraph(long1, line(3)),
                new Heading(2, "Owls", line(4)),
                new Paragraph(long1, line(5)),
                new Heading(1, "Plants", line(6)),
                new Paragraph(long1, line(7))));

        var headings = chunks.stream().map(Chunk::headings).distinct().toList();
        assertThat(headings)
                .containsExactly(
                        List.of(),
                        List.of("Animals", "Bees"),
                        List.of("Animals"),
                        List.of("Animals", "Owls"),
                        List.of("Plants"));
        assertThat(chunks.getFirst().text()).startsWith("# Animals\n## Bees\nBees make honey");
    }

    @Test
    void aShortSectionIsJoinedByTheNext() {
        var chunks = chunks(List.of(
                new Heading(1, "A", line(1)),
                new Paragraph("Short.", line(2)),
                new Heading(1, "B", line(3)),
                new Paragraph("Short too.", line(4))));

        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().location()).isEqualTo(new Lines(1, 4));
    }

    @Test
    void partsOfALongSectionAreOfAboutTheSameSize() {
        var chunks = chunks(List.of(new Paragraph("Five words make a sentence. ".repeat(14), line(1))));

        // 14 sentences of 6 tokens are 84: two parts of 42, not one of 60 and one of 24
        assertThat(chunks.stream().map(chunk -> EMBEDDINGS.tokens(chunk.text()).size()))
                .containsExactly(42, 42);
    }

    @Test
    void aLongHeadingPathLeavesRoomForTheText() {
        var blocks = new ArrayList<Block>();
        for (var level = 1; level <= 6; level++) {
            blocks.add(new Heading(level, "level" + level + " is a heading of quite a few words", line(level)));
        }
        blocks.add(new Paragraph("Bees make honey. ".repeat(60), line(7)));

        var chunks = chunks(blocks);

        assertThat(chunks.getLast().headings()).isNotEmpty().last().asString().startsWith("level6");
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(EMBEDDINGS.tokens(chunk.searchText()).size()).isLessThanOrEqualTo(BUDGET);
            assertThat(EMBEDDINGS.tokens(chunk.text()).size()).isLessThanOrEqualTo(BUDGET);
        });
    }

    @Test
    void aHeadingThatIsTooLongByItselfIsCut() {
        var heading = IntStream.range(0, 60).mapToObj(i -> "h" + i % 10).collect(Collectors.joining(" "));

        var chunks = chunks(
                List.of(new Heading(1, heading, line(1)), new Paragraph("Bees make honey. ".repeat(40), line(2))));

        assertThat(chunks.getLast().headings()).hasSize(1);
        assertThat(EMBEDDINGS.tokens(chunks.getLast().headings().getFirst())).hasSize(BUDGET / 2);
        assertThat(heading).startsWith(chunks.getLast().headings().getFirst());
    }

    @Test
    void oneGiantWordIsOneChunk() {
        var word = "x".repeat(100_000);

        assertThat(chunks(List.of(new Paragraph(word, line(1)))))
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.text()).isEqualTo(word));
    }

    @Test
    void anEmptyDocumentHasNoChunk() {
        assertThat(chunks(List.of())).isEmpty();
        assertThat(chunks(List.of(new Paragraph(" \n ", line(1))))).isEmpty();
    }

    @Test
    void codeIsCutBetweenLines() {
        var code = "int a = b + c;\n".repeat(40).strip();

        var chunks = chunks(List.of(new Code(code, new Lines(1, 40))));

        assertThat(chunks)
                .hasSizeGreaterThan(1)
                .allSatisfy(chunk -> assertThat(chunk.text()).startsWith("int"));
        assertThat(chunks.get(1).location().first())
                .isEqualTo(chunks.get(0).location().last() + 1);
    }

    private List<Chunk> chunks(List<Block> blocks) {
        return chunker.chunks(DOCUMENT, Language.ENGLISH, blocks);
    }

    private static List<Block> blocks(List<Draft> drafts, boolean paged) {
        var blocks = new ArrayList<Block>();
        var line = 1;
        var page = 1;
        for (var draft : drafts) {
            if (draft.gap() == 3) page++;
            var text =
                    draft.kind() <= 1 ? draft.lines().getFirst().replace('\n', ' ') : String.join("\n", draft.lines());
            var last = line + (int) text.chars().filter(c -> c == '\n').count();
            Location at = paged ? new Pages(page, page) : new Lines(line, last);
            blocks.add(block(draft, text, at));
            line = last + 1 + draft.gap();
        }
        return blocks;
    }

    private static Block block(Draft draft, String text, Location at) {
        return switch (draft.kind()) {
            case 0 -> new Heading(draft.level(), text, at);
            case 1 -> new TableRow(List.of(text, text), at);
            case 2 -> new Code(text, at);
            default -> new Paragraph(text, at);
        };
    }

    private static List<String> words(String text) {
        return EMBEDDINGS.tokens(text).stream()
                .map(token -> text.substring(token.start(), token.end()))
                .filter(word -> !word.equals("|") && !word.equals("#"))
                .toList();
    }

    private static Location line(int number) {
        return new Lines(number, number);
    }
}
