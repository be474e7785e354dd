/**
 * The one HTTP client for whatever a user or a model can make us call. It asks the rules of {@code domain.outbound} about
 * each URL, each resolved address and each connection, redirects included, and bounds time and size.
 */
@NullMarked
package io.mcpagent.bootstrap.outbound;

import org.jspecify.annotations.NullMarked;
