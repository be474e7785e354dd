package io.mcpagent.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkIdTest {
    private static final DocumentId LOW = new DocumentId(UUID.fromString("01890000-0000-7000-8000-000000000001"));
    private static final DocumentId HIGH = new DocumentId(UUID.fromString("f1890000-0000-7000-8000-000000000001"));

    @Test
    void isReadAsItWasWritten() {
        var id = new ChunkId(HIGH, 12, 345);

        assertThat(id).hasToString("f1890000-0000-7000-8000-000000000001:12:345");
        assertThat(ChunkId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "01890000-0000-7000-8000-000000000001",
                "01890000-0000-7000-8000-000000000001:1",
                "01890000-0000-7000-8000-000000000001:one:2",
                "01890000-0000-7000-8000-000000000001:1:2:3",
                "document:1:2"
            })
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ChunkId.parse(text));
    }

    @Test
    void isOrderedByDocumentThenGenerationThenOrdinal() {
        var ordered = Stream.of(
                        new ChunkId(LOW, 1, 0),
                        new ChunkId(LOW, 1, 2),
                        new ChunkId(LOW, 1, 10),
                        new ChunkId(LOW, 2, 0),
                        new ChunkId(HIGH, 1, 0))
                .toList();

        assertThat(ordered.reversed().stream().sorted()).containsExactlyElementsOf(ordered);
    }

    @Test
    void ordersDocumentsAsTheirText() {
        // As signed numbers, which is how UUIDs compare, f1… would come first.
        assertThat(new ChunkId(LOW, 9, 9)).isLessThan(new ChunkId(HIGH, 1, 1));
        assertThat(Stream.of(HIGH, LOW)
                        .sorted(Comparator.comparing(id -> id.value().toString())))
                .containsExactly(LOW, HIGH);
    }
}
