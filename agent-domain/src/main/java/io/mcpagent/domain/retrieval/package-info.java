/**
 * Finding passages: the store of vectors and terms behind {@code VectorStorePort}, and what a search yields.
 */
@NullMarked
package io.mcpagent.domain.retrieval;

import org.jspecify.annotations.NullMarked;
