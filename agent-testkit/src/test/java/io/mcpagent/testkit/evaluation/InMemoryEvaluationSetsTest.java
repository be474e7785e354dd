package io.mcpagent.testkit.evaluation;

import io.mcpagent.domain.evaluation.EvaluationSet;
import io.mcpagent.domain.evaluation.EvaluationSet.SetDocument;
import io.mcpagent.domain.evaluation.EvaluationSet.SetQuery;
import io.mcpagent.domain.evaluation.EvaluationSetPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class InMemoryEvaluationSetsTest implements EvaluationSetPortContract {
    private final InMemoryEvaluationSets sets = new InMemoryEvaluationSets();

    @Override
    public EvaluationSetPort sets() {
        return sets;
    }

    @Override
    public Path folderWith(
            List<SetDocument> corpus,
            List<SetQuery> queries,
            String split,
            Map<String, Map<String, Integer>> relevance) {
        var folder = Path.of("/sets/wings");
        sets.put(folder, split, new EvaluationSet("wings", corpus, queries, relevance, Map.of()));
        return folder;
    }

    @Override
    public Path fileWithQueries(List<SetQuery> queries) {
        var file = Path.of("/sets/other-queries.jsonl");
        sets.putQueries(file, queries);
        return file;
    }

    @Override
    public Path fileWithAnswers(Map<String, List<String>> answers) {
        var file = Path.of("/sets/answers.jsonl");
        sets.putAnswers(file, answers);
        return file;
    }
}
