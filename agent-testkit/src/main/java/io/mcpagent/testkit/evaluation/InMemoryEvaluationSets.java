package io.mcpagent.testkit.evaluation;

import io.mcpagent.domain.evaluation.EvaluationSet;
import io.mcpagent.domain.evaluation.EvaluationSet.SetQuery;
import io.mcpagent.domain.evaluation.EvaluationSetPort;
import io.mcpagent.domain.failure.NotFound;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judged collections in memory, by folder and split; files of queries and answers by their path. */
public final class InMemoryEvaluationSets implements EvaluationSetPort {
    private final Map<Split, EvaluationSet> sets = new HashMap<>();
    private final Map<Path, List<SetQuery>> queryFiles = new HashMap<>();
    private final Map<Path, Map<String, List<String>>> answerFiles = new HashMap<>();

    /** The queries of the set are those of the folder's own file; its answers belong in a file of their own. */
    public void put(Path folder, String split, EvaluationSet set) {
        sets.put(new Split(folder, split), set);
    }

    public void putQueries(Path file, List<SetQuery> queries) {
        queryFiles.put(file, List.copyOf(queries));
    }

    public void putAnswers(Path file, Map<String, List<String>> answers) {
        answerFiles.put(file, Map.copyOf(answers));
    }

    @Override
    public EvaluationSet load(Path folder, String split, Optional<Path> queries, Optional<Path> answers) {
        var set = known(sets, new Split(folder, split));
        var asked = queries.map(file -> known(queryFiles, file)).orElse(set.queries()).stream()
                .filter(query -> answers.isPresent() || set.relevance().containsKey(query.id()))
                .toList();
        Map<String, List<String>> expected =
                answers.map(file -> known(answerFiles, file)).orElse(Map.of());
        return new EvaluationSet(set.name(), set.corpus(), asked, set.relevance(), expected);
    }

    private static <K, V> V known(Map<K, V> files, K key) {
        return Optional.ofNullable(files.get(key))
                .orElseThrow(() -> new NotFound("evaluation_file_missing", "There is no " + key + "."));
    }

    private record Split(Path folder, String name) {}
}
