package io.mcpagent.domain.evaluation;

import java.nio.file.Path;
import java.util.Optional;

/** Reads judged collections in BEIR layout. */
public interface EvaluationSetPort {
    /**
     * Reads {@code corpus.jsonl}, the queries, {@code qrels/SPLIT.tsv} and the answers.
     *
     * @param queries the queries' file, {@code queries.jsonl} in the folder when empty
     * @throws io.mcpagent.domain.failure.NotFound with code {@code evaluation_file_missing}
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code evaluation_file_malformed}, naming file and line
     */
    EvaluationSet load(Path folder, String split, Optional<Path> queries, Optional<Path> answers);
}
