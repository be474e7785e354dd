/**
 * The HTTP API: Javalin over Jetty, a virtual thread for each request. {@code RestServer} opens it; what a route does lies
 * in the package of its feature, what all have in common in {@code json}, {@code failure}, {@code access} and
 * {@code telemetry}.
 */
@NullMarked
package io.mcpagent.adapter.rest;

import org.jspecify.annotations.NullMarked;
