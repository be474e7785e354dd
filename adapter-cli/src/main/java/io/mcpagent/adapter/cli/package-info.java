/**
 * The command line: answers to stdout, progress to stderr, exit codes that scripts can rely on. It calls the use cases
 * and knows no other adapter.
 */
@NullMarked
package io.mcpagent.adapter.cli;

import org.jspecify.annotations.NullMarked;
