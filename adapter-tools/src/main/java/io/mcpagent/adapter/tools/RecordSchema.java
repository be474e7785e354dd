package io.mcpagent.adapter.tools;

import io.mcpagent.domain.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The JSON Schema of a record, everything in its place and nothing by reference, as models read it best. */
final class RecordSchema {
    private static final Map<Class<?>, Json.Obj> SIMPLE = Map.ofEntries(
            Map.entry(String.class, type("string")),
            Map.entry(int.class, type("integer")),
            Map.entry(Integer.class, type("integer")),
            Map.entry(long.class, type("integer")),
            Map.entry(Long.class, type("integer")),
            Map.entry(double.class, type("number")),
            Map.entry(Double.class, type("number")),
            Map.entry(BigDecimal.class, type("number")),
            Map.entry(boolean.class, type("boolean")),
            Map.entry(Boolean.class, type("boolean")),
            Map.entry(LocalDate.class, type("string").with("format", Json.of("date"))),
            Map.entry(Instant.class, type("string").with("format", Json.of("date-time"))));

    /** The records around the one that is looked at. */
    private final Set<Class<?>> around = new LinkedHashSet<>();

    private RecordSchema() {}

    /**
     * As {@link LocalTools#of} says.
     *
     * @throws IllegalArgumentException for a type that has no schema
     */
    static Json.Obj of(Class<? extends Record> type) {
        return new RecordSchema().ofRecord(type);
    }

    private Json.Obj ofRecord(Class<?> type) {
        if (!around.add(type)) throw new IllegalArgumentException(type.getName() + " refers to itself: no tool can");
        var properties = Json.object();
        var required = new ArrayList<Json>();
        for (var component : type.getRecordComponents()) {
            properties = properties.with(component.getName(), ofComponent(component));
            if (!isOptional(component.getGenericType())) required.add(Json.of(component.getName()));
        }
        around.remove(type);
        return type("object")
                .with("properties", properties)
                .with("required", Json.array(required))
                .with("additionalProperties", Json.of(false));
    }

    private Json.Obj ofComponent(RecordComponent component) {
        var description = Optional.ofNullable(component.getAnnotation(LocalTools.Description.class))
                .map(annotation -> Json.of(annotation.value()));
        var type = component.getGenericType();
        var schema = isOptional(type) ? orNull(ofType(argument(type), component)) : ofType(type, component);
        return schema.with("description", description);
    }

    private Json.Obj ofType(Type type, RecordComponent component) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class)
            return type("array").with("items", ofType(argument(type), component));
        if (type instanceof Class<?> plain) {
            if (SIMPLE.containsKey(plain)) return SIMPLE.get(plain);
            if (plain.isRecord()) return ofRecord(plain);
            if (plain.isEnum()) return type("string").with("enum", Json.array(names(plain)));
        }
        throw new IllegalArgumentException("the component " + component.getName() + " of "
                + component.getDeclaringRecord().getName() + " is a " + type.getTypeName()
                + ", which a tool's record can't have");
    }

    /** Models send null for what they leave out. */
    private static Json.Obj orNull(Json.Obj schema) {
        var type = schema.get("type").stream();
        var nullable = schema.with(
                "type",
                Json.array(Stream.concat(type, Stream.of(Json.of("null"))).toList()));
        return schema.members().get("enum") instanceof Json.Arr(var values)
                ? nullable.with(
                        "enum",
                        Json.array(Stream.concat(values.stream(), Stream.of(new Json.Null()))
                                .toList()))
                : nullable;
    }

    private static List<Json.Str> names(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> Json.of(((Enum<?>) constant).name()))
                .toList();
    }

    private static boolean isOptional(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
    }

    private static Type argument(Type generic) {
        return ((ParameterizedType) generic).getActualTypeArguments()[0];
    }

    private static Json.Obj type(String name) {
        return Json.object().with("type", Json.of(name));
    }
}
