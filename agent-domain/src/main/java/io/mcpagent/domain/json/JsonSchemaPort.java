package io.mcpagent.domain.json;

import java.util.List;

/**
 * Checks values against JSON Schemas: 2020-12, or the older draft that {@code $schema} names. Nothing outside a schema is
 * ever fetched, and neither a schema nor a value makes a check run without end. Safe for use by many threads.
 */
public interface JsonSchemaPort {
    /**
     * Compiles a schema, with all that it refers to.
     *
     * @throws io.mcpagent.domain.failure.InvalidRequest {@code schema_invalid} where it is none, is of an unknown draft, or
     *     refers to anything outside it
     */
    Compiled compiled(Json.Obj schema);

    /** A schema that can be used. */
    @FunctionalInterface
    interface Compiled {
        /**
         * What is wrong with a value, each with its JSON Pointer (RFC 6901), the first of them and the number of others;
         * empty when it is right. What can't be checked is wrong.
         */
        List<String> problems(Json value);
    }
}
