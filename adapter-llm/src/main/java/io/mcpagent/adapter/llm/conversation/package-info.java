/**
 * Chat models behind HTTP. {@code ChatModels} opens them by {@code NAME/model}; a call is made on the caller's own thread,
 * so that deltas, back-pressure and interrupts need no hand-over: {@code StreamingHttp} is the transport that langchain4j
 * is given for that, {@code ProviderFailures} says what a refusal means.
 */
@NullMarked
package io.mcpagent.adapter.llm.conversation;

import org.jspecify.annotations.NullMarked;
