/**
 * Measuring retrieval and answers against judged collections.
 */
@NullMarked
package io.mcpagent.domain.evaluation;

import org.jspecify.annotations.NullMarked;
