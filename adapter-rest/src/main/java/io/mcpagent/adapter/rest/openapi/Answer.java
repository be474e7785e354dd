package io.mcpagent.adapter.rest.openapi;

import java.util.Optional;

/** One way in which an operation that went well is answered; empty content for no body. */
record Answer(int status, Optional<Content> content) {}
