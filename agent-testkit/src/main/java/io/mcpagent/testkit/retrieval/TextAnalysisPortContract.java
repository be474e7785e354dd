package io.mcpagent.testkit.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every analysis of text must do. */
public interface TextAnalysisPortContract {
    TextAnalysisPort analysis();

    @Test
    default void lowersSplitsAndLeavesStopWordsOut() {
        assertThat(analysis().terms("The PUMP, and the Motor!", Language.ENGLISH))
                .containsExactly("pump", "motor");
    }

    @Test
    default void keepsOrderAndRepetitions() {
        assertThat(analysis().terms("pump motor pump", Language.ENGLISH)).containsExactly("pump", "motor", "pump");
    }

    @Test
    default void givesInflectedFormsOneTerm() {
        assertThat(analysis().terms("filters", Language.ENGLISH))
                .isEqualTo(analysis().terms("filter", Language.ENGLISH));
        assertThat(analysis().terms("filtering", Language.ENGLISH))
                .isEqualTo(analysis().terms("filtered", Language.ENGLISH));
    }

    @Test
    default void findsNoTermsInTextWithoutWords() {
        assertThat(analysis().terms("", Language.ENGLISH)).isEmpty();
        assertThat(analysis().terms(" \n\t", Language.ENGLISH)).isEmpty();
        assertThat(analysis().terms("+-&|!(){}[]^\"~*?:\\/", Language.ENGLISH)).isEmpty();
    }

    @Test
    default void analysesALanguageThatItDoesNotKnow() {
        assertThat(analysis().terms("Qapla batlh", new Language("tlh"))).containsExactly("qapla", "batlh");
    }

    @Test
    default void servesManyThreads() throws InterruptedException {
        Callable<Integer> task = () ->
                analysis().terms("pump valve ".repeat(50), Language.ENGLISH).size();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 50).mapToObj(i -> task).toList();
            assertThat(threads.invokeAll(tasks))
                    .allSatisfy(done -> assertThat(done.get()).isEqualTo(100));
        }
    }
}
