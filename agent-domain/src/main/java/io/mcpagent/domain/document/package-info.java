/**
 * Files, the collections that hold them, and the chunks of their text. {@code Ingestion} is the life of a
 * document; {@code Block} is what extraction yields; {@code Chunk} is what is indexed.
 */
@NullMarked
package io.mcpagent.domain.document;

import org.jspecify.annotations.NullMarked;
