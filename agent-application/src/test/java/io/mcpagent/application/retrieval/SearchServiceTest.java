package io.mcpagent.application.retrieval;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.Platform.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.retrieval.Passage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchServiceTest {
    private static final Path BOBS = Path.of("/diary").toAbsolutePath();
    private static final Path OTHER = Path.of("/other").toAbsolutePath();
    private final Machine machine = new Machine();
    private final Platform platform = machine.start();

    @BeforeEach
    void fill() {
        machine.put("bees.md", "Bees make honey.");
        machine.files.put(OTHER, "more.md", "More about bees.");
        machine.files.put(BOBS, "secret.md", "My bees are secret.");
        platform.sync();
        platform.sync(ADA, OTHER, false);
        platform.sync(BOB, BOBS, false);
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void looksIntoAllThatTheCallerMayRead() {
        assertThat(found(search("bees"))).containsExactlyInAnyOrder("bees.md", "more.md");
    }

    @Test
    void looksIntoTheNamedOnesAlone() {
        assertThat(found(search("bees", "other"))).containsExactly("more.md");
    }

    @Test
    void anUnknownNameSaysWhichThereAre() {
        assertThatThrownBy(() -> search("bees", "nope"))
                .isInstanceOf(NotFound.class)
                .hasMessage("There is no collection named nope. There is: notes, other.");
    }

    @Test
    void anotherOnesCollectionIsAsUnknownAsOneThatDoesNotExist() {
        assertThatThrownBy(() -> search("bees", "diary"))
                .isInstanceOf(NotFound.class)
                .hasMessage("There is no collection named diary. There is: notes, other.");
    }

    @Test
    void aCollectionThatIsNotTheCallersAnyMoreIsOutOfScope() {
        var all = platform.documentPorts.collections().all().stream()
                .map(collection -> collection.id())
                .collect(Collectors.toSet());

        assertThat(platform.scopes.of(BOB, all)).isEqualTo(platform.scopes.named(BOB, Set.of("diary")));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, SearchRequest.MAX_LIMIT + 1})
    void refusesALimitOutOfRange(int limit) {
        var request = new SearchRequest("bees", Set.of(), SearchMode.HYBRID, limit);

        assertThatThrownBy(() -> platform.search.search(ADA, request))
                .isInstanceOfSatisfying(
                        AgentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("limit_out_of_range"));
    }

    @Test
    void whoHasNothingFindsNothing() {
        platform.documents.deleteCollection(BOB, "diary");

        var request = new SearchRequest("bees", Set.of(), SearchMode.HYBRID, 10);
        assertThat(platform.search.search(BOB, request).passages()).isEmpty();
        assertThat(platform.search.rank(BOB, request).chunks()).isEmpty();
    }

    private SearchResult search(String query, String... collections) {
        return platform.search.search(ADA, new SearchRequest(query, Set.of(collections), SearchMode.HYBRID, 10));
    }

    private static List<String> found(SearchResult result) {
        return result.passages().stream().map(Passage::document).toList();
    }
}
