/**
 * What is built around models from ports alone: {@code CachingEmbedding} embeds nothing twice, {@code
 * ExtractiveLlm} answers without a model by quoting.
 */
@NullMarked
package io.mcpagent.application.llm;

import org.jspecify.annotations.NullMarked;
