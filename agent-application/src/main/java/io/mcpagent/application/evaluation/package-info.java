/**
 * Measuring retrieval and answers on judged collections, through the path that answers users. Start at {@code
 * EvaluationService}.
 */
@NullMarked
package io.mcpagent.application.evaluation;

import org.jspecify.annotations.NullMarked;
