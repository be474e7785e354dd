/**
 * Who may come in: {@code LoginService} makes tokens of passwords, {@code Authentication} makes a caller of a token or an
 * API key, {@code UserService} and {@code ApiKeyService} administer both, {@code FirstOwner} lets the first user in.
 */
@NullMarked
package io.mcpagent.application.access;

import org.jspecify.annotations.NullMarked;
