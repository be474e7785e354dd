package io.mcpagent.domain.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.FormField.Choice;
import io.mcpagent.domain.tool.FormField.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields that a form's schema describes: an object of plain values, as MCP's elicitation has it. */
public record FormSchema(List<FormField> fields) {
    private static final int MOST_FIELDS = 50;
    private static final int MOST_CHOICES = 500;
    private static final int LONGEST_TEXT = 10_000;

    public FormSchema {
        fields = List.copyOf(fields);
    }

    /**
     * Reads a schema as a tool sent it; what it does not know of it, it passes over.
     *
     * @throws IllegalArgumentException when nobody could be shown such a form
     */
    public static FormSchema of(Json.Obj schema) {
        if (!text(schema, "type").equals(Optional.of("object")))
            throw new IllegalArgumentException("a form's schema is an object of fields");
        if (!(schema.get("properties").orElse(Json.object()) instanceof Json.Obj(var properties)))
            throw new IllegalArgumentException("a form's schema has its fields in `properties`");
        if (properties.size() > MOST_FIELDS)
            throw new IllegalArgumentException("a form has at most %d fields".formatted(MOST_FIELDS));
        var required = Set.copyOf(new HashSet<>(texts(schema.get("required"))));
        return new FormSchema(properties.entrySet().stream()
                .map(field -> field(field, required.contains(field.getKey())))
                .toList());
    }

    /** What is wrong with what was filled in, each with its field; empty when it can be sent. */
    public List<String> problems(Json.Obj content) {
        var problems = new ArrayList<String>();
        for (var field : fields) {
            var value = content.get(field.name()).filter(given -> !(given instanceof Json.Null));
            if (value.isEmpty() && field.isRequired()) problems.add(field.name() + ": is missing");
            value.flatMap(given -> FormValues.problem(field.kind(), given))
                    .ifPresent(problem -> problems.add(field.name() + ": " + problem));
        }
        var known = fields.stream().map(FormField::name).toList();
        content.members().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(
                        name -> problems.add("%s: is no field; there is %s".formatted(name, String.join(", ", known))));
        return problems;
    }

    private static FormField field(Map.Entry<String, Json> property, boolean isRequired) {
        if (!(property.getValue() instanceof Json.Obj schema)) throw unfit(property.getKey());
        return new FormField(
                property.getKey(),
                text(schema, "title"),
                text(schema, "description"),
                isRequired,
                schema.get("default"),
                kind(property.getKey(), schema));
    }

    private static Kind kind(String name, Json.Obj schema) {
        return switch (text(schema, "type").orElse("")) {
            case "string" -> choices(schema).<Kind>map(Kind.One::new).orElseGet(() -> textKind(schema));
            case "number" -> new Kind.Numeric(false, number(schema, "minimum"), number(schema, "maximum"));
            case "integer" -> new Kind.Numeric(true, number(schema, "minimum"), number(schema, "maximum"));
            case "boolean" -> new Kind.Flag();
            case "array" -> {
                var of = schema.get("items")
                        .filter(Json.Obj.class::isInstance)
                        .flatMap(items -> choices((Json.Obj) items))
                        .orElseThrow(() -> unfit(name));
                yield new Kind.Several(of, count(schema, "minItems", 0), count(schema, "maxItems", of.size()));
            }
            default -> throw unfit(name);
        };
    }

    private static Kind.Text textKind(Json.Obj schema) {
        return new Kind.Text(
                count(schema, "minLength", 0),
                Math.min(LONGEST_TEXT, count(schema, "maxLength", LONGEST_TEXT)),
                text(schema, "format"));
    }

    /** {@code enum} with {@code enumNames}, or {@code oneOf} or {@code anyOf} with titles. */
    private static Optional<List<Choice>> choices(Json.Obj schema) {
        var titled = schema.get("oneOf").or(() -> schema.get("anyOf"));
        if (titled.isPresent() && titled.get() instanceof Json.Arr(var options))
            return Optional.of(few(options.stream()
                    .filter(Json.Obj.class::isInstance)
                    .map(Json.Obj.class::cast)
                    .flatMap(option -> text(option, "const").stream()
                            .map(value ->
                                    new Choice(value, text(option, "title").orElse(value))))
                    .toList()));
        if (schema.get("enum").isEmpty()) return Optional.empty();
        var values = texts(schema.get("enum"));
        var names = texts(schema.get("enumNames"));
        var choices = new ArrayList<Choice>();
        for (var i = 0; i < values.size(); i++) {
            choices.add(new Choice(values.get(i), names.size() == values.size() ? names.get(i) : values.get(i)));
        }
        return Optional.of(few(choices));
    }

    private static List<Choice> few(List<Choice> choices) {
        if (choices.isEmpty() || choices.size() > MOST_CHOICES)
            throw new IllegalArgumentException("a field has 1 to %d choices".formatted(MOST_CHOICES));
        return choices;
    }

    private static Optional<String> text(Json.Obj schema, String name) {
        return schema.get(name).filter(Json.Str.class::isInstance).map(value -> ((Json.Str) value).value());
    }

    private static List<String> texts(Optional<Json> list) {
        if (list.isEmpty() || !(list.get() instanceof Json.Arr(var elements))) return List.of();
        return elements.stream()
                .filter(Json.Str.class::isInstance)
                .map(element -> ((Json.Str) element).value())
                .toList();
    }

    private static Optional<BigDecimal> number(Json.Obj schema, String name) {
        return schema.get(name).filter(Json.Num.class::isInstance).map(value -> ((Json.Num) value).value());
    }

    private static int count(Json.Obj schema, String name, int fallback) {
        return number(schema, name)
                .map(value -> value.max(BigDecimal.ZERO)
                        .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                        .intValue())
                .orElse(fallback);
    }

    private static IllegalArgumentException unfit(String field) {
        return new IllegalArgumentException("the form's field %s is no plain value".formatted(field));
    }
}
