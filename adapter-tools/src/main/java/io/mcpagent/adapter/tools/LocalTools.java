package io.mcpagent.adapter.tools;

import io.mcpagent.domain.json.JsonSchemaPort;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.domain.tool.ToolReach;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Function;

/**
 * Tools in this process, and the check of arguments for tools of any source.
 *
 * <p>A tool of one's own is a record and a function:
 * {@snippet :
 * record BookRoom(String name, LocalDate day, Optional<Integer> seats) {}
 * var booking = LocalTools.of("book_room", "Books a meeting room.", ToolEffect.ACTS, BookRoom.class,
 *         room -> "booked " + room.name() + " on " + room.day());
 * }
 */
public final class LocalTools {
    /** What a model is told about a component of a tool's record. */
    @Target(ElementType.RECORD_COMPONENT)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Description {
        String value();
    }

    private LocalTools() {}

    /** The tools that need nothing: {@code calculator}. */
    public static ToolPort open() {
        return new CalculatorTool();
    }

    /**
     * A tool from a record and a function.
     *
     * <p>The record's components become the properties of its JSON Schema, under their own names. They may be strings,
     * {@code int}, {@code long}, {@code double} and {@code boolean} and their boxes, {@code BigDecimal}, enums,
     * {@code LocalDate} and {@code Instant}, lists of these, further records, and {@code Optional} for what may be left out.
     * A {@link Description} on a component reaches the model.
     *
     * <p>Arguments that do not fit are told to the model, and so is the message of an {@code IllegalArgumentException} that
     * the record's constructor or the function throws. Whatever else the function throws is thrown by the call. The function
     * runs on the calling thread, possibly on many at once.
     *
     * <p>Nothing is known of where its arguments get, so it is taken to reach anybody; say so where it does not.
     *
     * @param effect what calling it does; {@link ToolEffect#ACTS} is never repeated unasked, and whatever does
     *     more than to read is not called before a person approved it, unless the agent has a rule that allows it
     * @throws IllegalArgumentException when the record has a component of another type, or refers to itself
     */
    public static <R extends Record> ToolPort of(
            String name, String description, ToolEffect effect, Class<R> arguments, Function<? super R, String> work) {
        return of(name, description, effect, ToolReach.OPEN, arguments, work);
    }

    /**
     * The same of a tool of which it is known how far it reaches.
     *
     * @param reach {@link ToolReach#INSIDE} for one that asks no other machine and does nothing that others see: it is called
     *     unasked, whatever it does, and also by a run that has read what nobody vouches for. One that reads and is {@link
     *     ToolReach#OPEN}, such as one that fetches an address, is asked about then
     */
    public static <R extends Record> ToolPort of(
            String name,
            String description,
            ToolEffect effect,
            ToolReach reach,
            Class<R> arguments,
            Function<? super R, String> work) {
        return checked(RecordTool.of(name, description, effect, reach, arguments, work));
    }

    /**
     * The same tools, each called only with arguments that its input schema allows; for others the outcome lists every
     * problem with its JSON Pointer. Arguments beyond 100 levels or 4,000,000 characters, and numbers beyond 400 digits, are
     * refused unchecked. The list of tools is taken now, and stays.
     *
     * @throws io.mcpagent.domain.failure.InvalidRequest {@code tool_schema_invalid}, when a tool's schema is none, or refers
     *     to anything outside it: nothing is ever fetched
     */
    public static ToolPort checked(ToolPort tools) {
        return SchemaChecked.around(tools);
    }

    /**
     * The same for a source whose list of tools changes: it is asked for it each time. A tool whose schema can't be used is
     * left out, as models' providers refuse a request with one.
     */
    public static ToolPort checkedAsListed(ToolPort tools) {
        return new ChangingTools(tools);
    }

    /** The check of any JSON against its schema, within the same bounds. */
    public static JsonSchemaPort jsonSchemas() {
        return new JsonSchemas();
    }
}
