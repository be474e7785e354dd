/**
 * The API as data. Each {@code XRoutes} declares its {@code Operation}s in a {@code Section}, beside the handlers;
 * {@code Api} mounts them, and {@code OpenApi} describes them.
 */
@NullMarked
package io.mcpagent.adapter.rest.openapi;

import org.jspecify.annotations.NullMarked;
