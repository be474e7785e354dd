/**
 * Text extraction into a stream of blocks, and the files of linked folders. The module shows one record of settings and
 * one factory that returns ports.
 */
@NullMarked
package io.mcpagent.adapter.documents;

import org.jspecify.annotations.NullMarked;
