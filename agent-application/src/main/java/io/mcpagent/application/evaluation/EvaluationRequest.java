package io.mcpagent.application.evaluation;

import io.mcpagent.domain.document.Language;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to measure.
 *
 * @param folder a collection in BEIR layout
 * @param queries another file of queries than the folder's own
 * @param conversation whether a query's lines are the turns of a conversation, the last being the question; it is then
 *     resolved against the others as for an agent without a chat model
 * @param answers with it, answers are measured too
 */
public record EvaluationRequest(
        Path folder,
        String split,
        Optional<Path> queries,
        boolean conversation,
        Optional<Path> answers,
        Language language) {}
