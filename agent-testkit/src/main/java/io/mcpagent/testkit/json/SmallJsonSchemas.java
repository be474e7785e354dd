package io.mcpagent.testkit.json;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.json.JsonSchemaPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Knows {@code type}, {@code properties}, {@code required} and {@code items}, and follows no reference. */
public final class SmallJsonSchemas implements JsonSchemaPort {
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");

    @Override
    public Compiled compiled(Json.Obj schema) {
        requireSound(schema);
        return value -> {
            var problems = new ArrayList<String>();
            check(schema, value, "", problems);
            return List.copyOf(problems);
        };
    }

    private static void requireSound(Json schema) {
        if (schema instanceof Json.Arr(var elements)) elements.forEach(SmallJsonSchemas::requireSound);
        if (!(schema instanceof Json.Obj(var members))) return;
        if (members.containsKey("$ref")) throw invalid("it refers elsewhere");
        if (members.get("type") instanceof Json.Str(var type) && !TYPES.contains(type))
            throw invalid("there is no type " + type);
        members.values().forEach(SmallJsonSchemas::requireSound);
    }

    private static InvalidRequest invalid(String why) {
        return new InvalidRequest("schema_invalid", "The schema is not usable: " + why + ".");
    }

    private static void check(Json.Obj schema, Json value, String at, List<String> problems) {
        if (schema.members().get("type") instanceof Json.Str(var type) && !is(value, type))
            problems.add(place(at) + type + " expected");
        if (value instanceof Json.Obj object) checkMembers(schema, object, at, problems);
        if (value instanceof Json.Arr(var elements) && schema.members().get("items") instanceof Json.Obj items)
            for (var n = 0; n < elements.size(); n++) check(items, elements.get(n), at + "/" + n, problems);
    }

    private static void checkMembers(Json.Obj schema, Json.Obj object, String at, List<String> problems) {
        if (schema.members().get("required") instanceof Json.Arr(var names))
            for (var name : names)
                if (name instanceof Json.Str(var text) && object.get(text).isEmpty())
                    problems.add(place(at) + "required property '" + text + "' not found");
        if (schema.members().get("properties") instanceof Json.Obj(var properties))
            properties.forEach((name, property) ->
                    object.get(name).ifPresent(value -> check((Json.Obj) property, value, at + "/" + name, problems)));
    }

    private static String place(String at) {
        return (at.isEmpty() ? "(root)" : at) + ": ";
    }

    private static boolean is(Json value, String type) {
        return switch (value) {
            case Json.Obj object -> type.equals("object");
            case Json.Arr array -> type.equals("array");
            case Json.Str text -> type.equals("string");
            case Json.Num(var number) ->
                type.equals("number")
                        || (type.equals("integer")
                                && number.stripTrailingZeros().scale() <= 0);
            case Json.Bool flag -> type.equals("boolean");
            case Json.Null nothing -> type.equals("null");
        };
    }
}
