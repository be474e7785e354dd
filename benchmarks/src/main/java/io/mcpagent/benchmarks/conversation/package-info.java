/**
 * What the HTTP server bears, ours and one of Spring Boot and Spring AI: both in processes of their own, while this one
 * is the model server and the clients, so that one clock tells how long anything took.
 */
@NullMarked
package io.mcpagent.benchmarks.conversation;

import org.jspecify.annotations.NullMarked;
