package io.mcpagent.domain.tool;

import io.mcpagent.domain.json.Json;
import java.net.URI;

/** What a tool has to know before it can answer. All texts are the tool's, and as untrusted as its results. */
public sealed interface ToolQuestion {
    /** Unique in its round. */
    String key();

    /**
     * A form for a person.
     *
     * @param schema an object of plain fields
     */
    record Form(String key, String message, Json.Obj schema) implements ToolQuestion {}

    /** An address for a person to open; what happens there is between that person and the server. */
    record Visit(String key, String message, URI url) implements ToolQuestion {}

    /**
     * An answer of a model.
     *
     * @param request as {@code sampling/createMessage} has it
     */
    record Sample(String key, Json.Obj request) implements ToolQuestion {}
}
