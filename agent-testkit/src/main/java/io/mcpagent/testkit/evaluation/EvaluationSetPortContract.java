package io.mcpagent.testkit.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.evaluation.EvaluationSet;
import io.mcpagent.domain.evaluation.EvaluationSet.SetDocument;
import io.mcpagent.domain.evaluation.EvaluationSet.SetQuery;
import io.mcpagent.domain.evaluation.EvaluationSetPort;
import io.mcpagent.domain.failure.NotFound;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What everything that reads judged collections must do. */
public interface EvaluationSetPortContract {
    SetDocument WINGS = new SetDocument("d1", "Wings", "A wing in a slipstream.");
    SetDocument PLATES = new SetDocument("d2", "", "Heat flows through a plate.");
    SetQuery JUDGED = new SetQuery("q1", "What lifts a wing?");
    SetQuery UNJUDGED = new SetQuery("q2", "Who asked\nthis?");
    Map<String, List<String>> ANSWERS = Map.of("q1", List.of("slipstream", "a slipstream"));

    EvaluationSetPort sets();

    /** Where a set with these parts lies; its folder is called {@code wings}. */
    Path folderWith(
            List<SetDocument> corpus,
            List<SetQuery> queries,
            String split,
            Map<String, Map<String, Integer>> relevance);

    /** A file with these queries. */
    Path fileWithQueries(List<SetQuery> queries);

    /** A file with these answers. */
    Path fileWithAnswers(Map<String, List<String>> answers);

    @Test
    default void readsASetInTheOrderOfItsFiles() {
        var set = sets().load(wings(), "test", Optional.empty(), Optional.empty());

        assertThat(set)
                .isEqualTo(new EvaluationSet(
                        "wings",
                        List.of(WINGS, PLATES),
                        List.of(JUDGED),
                        Map.of("q1", Map.of("d1", 2, "d2", 0)),
                        Map.of()));
    }

    @Test
    default void leavesOutQueriesThatTheSplitDoesNotJudge() {
        assertThat(sets().load(wings(), "test", Optional.empty(), Optional.empty())
                        .queries())
                .containsExactly(JUDGED);
    }

    @Test
    default void keepsEveryQueryWhenAnswersAreAskedFor() {
        var set = sets().load(wings(), "test", Optional.empty(), Optional.of(fileWithAnswers(ANSWERS)));

        assertThat(set.queries()).containsExactly(JUDGED, UNJUDGED);
        assertThat(set.answers()).isEqualTo(ANSWERS);
    }

    @Test
    default void takesTheQueriesFromAnotherFile() {
        var reworded = new SetQuery("q1", "What makes a wing rise?");

        assertThat(sets().load(wings(), "test", Optional.of(fileWithQueries(List.of(reworded))), Optional.empty())
                        .queries())
                .containsExactly(reworded);
    }

    @Test
    default void aSplitThatIsNotThereIsMissing() {
        assertThatThrownBy(() -> sets().load(wings(), "dev", Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(
                        NotFound.class, failure -> assertThat(failure.code()).isEqualTo("evaluation_file_missing"));
    }

    private Path wings() {
        return folderWith(
                List.of(WINGS, PLATES), List.of(JUDGED, UNJUDGED), "test", Map.of("q1", Map.of("d1", 2, "d2", 0)));
    }
}
