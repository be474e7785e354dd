/**
 * What may be called that a user or a model named: which URLs, which hosts and ports, which addresses. Decides, and
 * neither resolves a name nor opens a connection.
 */
@NullMarked
package io.mcpagent.domain.outbound;

import org.jspecify.annotations.NullMarked;
