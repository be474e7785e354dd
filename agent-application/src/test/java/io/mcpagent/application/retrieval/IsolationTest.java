package io.mcpagent.application.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.llm.ExtractiveLlm;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.testkit.llm.HashedEmbeddings;
import io.mcpagent.testkit.retrieval.PlainTextAnalysis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever a caller is shown, passages, citations, candidates of an explanation, error messages, nothing of it comes from
 * what another owns. Each owner's texts, file names and folders carry the owner's own word, so that it can be told.
 */
class IsolationTest {
    private static final List<String> WORDS = List.of("bees", "make", "honey", "owls", "hunt", "mice", "at", "night");

    /** A folder of one owner, and the words of its files. */
    record Folder(int owner, List<List<String>> files) {}

    @Provide
    Arbitrary<List<Folder>> folders() {
        var text = Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(12);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        text.list().ofMinSize(1).ofMaxSize(4))
                .as(Folder::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> question() {
        return Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(4).map(words -> String.join(" ", words));
    }

    @Property(tries = 60)
    void nobodyIsShownWhatAnotherOwns(@ForAll("folders") List<Folder> folders, @ForAll("question") String question) {
        var machine = new Machine();
        try (var platform = machine.start(new ExtractiveLlm(new HashedEmbeddings(), new PlainTextAnalysis()))) {
            for (var i = 0; i < folders.size(); i++) sync(machine, platform, folders.get(i), i);
            for (var owner = 0; owner < 3; owner++) {
                var shown = shown(platform, caller(owner), question);
                for (var other = 0; other < 3; other++) {
                    if (other != owner) assertThat(shown).doesNotContain(mark(other));
                }
                assertCandidatesAreOwn(platform, folders, owner, question);
            }
        }
    }

    private static void sync(Machine machine, Platform platform, Folder folder, int index) {
        var root = Path.of("/" + mark(folder.owner()) + index).toAbsolutePath();
        for (var i = 0; i < folder.files().size(); i++) {
            var sentence =
                    mark(folder.owner()) + " " + String.join(" ", folder.files().get(i)) + ".";
            machine.files.put(root, mark(folder.owner()) + i + ".md", sentence);
        }
        platform.sync(caller(folder.owner()), root, false);
    }

    /** All that the caller gets to see, as one text. */
    private static String shown(Platform platform, Caller caller, String question) {
        var shown = new ArrayList<Object>();
        for (var mode : SearchMode.values()) {
            shown.add(platform.search
                    .search(caller, new SearchRequest(question, Set.of(), mode, 100))
                    .passages());
        }
        shown.add(platform.chat.ask(caller, new AskRequest(question, Set.of())).events());
        shown.add(platform.documents.collections(caller));
        try {
            platform.search.search(caller, new SearchRequest(question, Set.of("?"), SearchMode.HYBRID, 1));
        } catch (AgentFailure unknown) {
            shown.add(unknown.getMessage());
        }
        return shown.toString();
    }

    private static void assertCandidatesAreOwn(Platform platform, List<Folder> folders, int owner, String question) {
        var caller = caller(owner);
        var own = platform.documents.collections(caller).stream()
                .flatMap(collection -> platform.documents.documents(caller, collection.name()).stream())
                .map(Document::id)
                .collect(Collectors.toSet());
        assertThat(own)
                .hasSize(IntStream.range(0, folders.size())
                        .filter(i -> folders.get(i).owner() == owner)
                        .map(i -> folders.get(i).files().size())
                        .sum());
        for (var mode : SearchMode.values()) {
            var ranking = platform.search.rank(caller, new SearchRequest(question, Set.of(), mode, 1));
            assertThat(ranking.chunks())
                    .allMatch(ranked -> own.contains(ranked.chunk().document()));
            assertThat(ranking.explanation().stages()).allSatisfy(stage -> {
                assertThat(stage.candidates()).isLessThanOrEqualTo(Math.max(1, own.size()));
                assertThat(stage.top())
                        .allMatch(ranked -> own.contains(ranked.chunk().document()));
            });
        }
    }

    private static String mark(int owner) {
        return "owner" + "abc".charAt(owner) + "word";
    }

    private static Caller caller(int owner) {
        return new Caller(new UserId("user-" + owner), Set.of(Role.EDITOR), Optional.empty());
    }
}
