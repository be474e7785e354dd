/**
 * Passages in one Lucene index that holds both halves of a search, BM25 and HNSW. The module shows one record of settings
 * and one factory that returns ports; Lucene writes on a platform thread of its own. Start at {@code LuceneVectorStore};
 * {@code ChunkFields} says what a chunk looks like inside, {@code LuceneIndex} how the files are opened, written and
 * mended.
 */
@NullMarked
package io.mcpagent.adapter.vector;

import org.jspecify.annotations.NullMarked;
