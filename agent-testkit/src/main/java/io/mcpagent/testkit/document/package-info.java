/**
 * Contracts and fakes for files and their text: {@code InMemoryFileStore} is a disk that can be made to fail, and
 * {@code PlainTextExtraction} reads plain text alone.
 */
@NullMarked
package io.mcpagent.testkit.document;

import org.jspecify.annotations.NullMarked;
