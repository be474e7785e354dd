package io.mcpagent.adapter.rest.openapi;

import io.mcpagent.domain.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a value in a request or an answer may be, as JSON Schema. Objects have the members that are declared and no
 * others.
 *
 * @param json what stands where the value is described; a reference for one that has a name
 * @param named the schemas that are referred to, by name
 * @see <a href="https://json-schema.org/draft/2020-12/schema">JSON Schema 2020-12</a>
 */
public record Schema(Json.Obj json, Map<String, Json.Obj> named) {
    static final String COMPONENTS = "#/components/schemas/";

    public Schema {
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }

    private static Schema of(Json.Obj json) {
        return new Schema(json, Map.of());
    }

    private static Schema type(String type) {
        return of(Json.object().with("type", Json.of(type)));
    }

    public static Schema text() {
        return type("string");
    }

    /** A text that is not blank. */
    public static Schema filled() {
        return text().having("pattern", Json.of("\\S"));
    }

    /** A text that is not shown as it is typed. */
    public static Schema secret() {
        return filled().having("format", Json.of("password"));
    }

    public static Schema matching(String pattern) {
        return text().having("pattern", Json.of("^" + pattern + "$"));
    }

    public static Schema id() {
        return text().having("format", Json.of("uuid"));
    }

    public static Schema time() {
        return text().having("format", Json.of("date-time"));
    }

    public static Schema bytes() {
        return text().having("contentMediaType", Json.of("application/octet-stream"));
    }

    public static Schema flag() {
        return type("boolean");
    }

    public static Schema number() {
        return type("number");
    }

    /** A whole number that is not negative. */
    public static Schema count() {
        return type("integer").having("minimum", Json.of(0));
    }

    public static Schema whole(long least, long most) {
        return type("integer").having("minimum", Json.of(least)).having("maximum", Json.of(most));
    }

    public static Schema words(String... words) {
        return text().having(
                        "enum", Json.array(Arrays.stream(words).map(Json::of).toList()));
    }

    /** The constants as they are written in JSON. */
    public static Schema words(Class<? extends Enum<?>> type) {
        return words(Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new));
    }

    public static Schema listOf(Schema element) {
        return type("array").having("items", element);
    }

    public static Schema orNull(Schema schema) {
        return anyOf(schema, type("null"));
    }

    public static Schema anyOf(Schema... schemas) {
        var all = of(Json.object()
                .with(
                        "anyOf",
                        Json.array(Arrays.stream(schemas).map(Schema::json).toList())));
        for (var each : schemas) all = all.knowing(each);
        return all;
    }

    /** An object of any members. */
    public static Schema anyObject() {
        return type("object");
    }

    /** Whatever JSON can say. */
    public static Schema anything() {
        return of(Json.object());
    }

    public static Schema object() {
        return type("object")
                .having("properties", Json.object())
                .having("required", Json.array(List.of()))
                .having("additionalProperties", Json.of(false));
    }

    /** A page of a list. */
    public static Schema pageOf(Schema element) {
        return object().with("data", listOf(element))
                .with("has_more", flag())
                .with("next", orNull(text()).about("What to give as `after` for the next page."));
    }

    /** With a member that is always there. */
    public Schema with(String name, Schema member) {
        return optional(name, member).having("required", plus(member("required", Json.Arr.class), Json.of(name)));
    }

    /** With a member that may be left out. */
    public Schema optional(String name, Schema member) {
        return knowing(member)
                .having("properties", member("properties", Json.Obj.class).with(name, member.json));
    }

    /** For a list: with one element at least. */
    public Schema notEmpty() {
        return having("minItems", Json.of(1));
    }

    public Schema usually(Json value) {
        return having("default", value);
    }

    public Schema example(String value) {
        return having("examples", Json.array(List.of(Json.of(value))));
    }

    /** With a description for people. */
    public Schema about(String description) {
        return having("description", Json.of(description));
    }

    /** Described once under a name, and referred to from then on. */
    public Schema named(String name) {
        var all = new LinkedHashMap<>(named);
        all.put(name, json);
        return new Schema(Json.object().with("$ref", Json.of(COMPONENTS + name)), all);
    }

    private Schema having(String keyword, Schema value) {
        return knowing(value).having(keyword, value.json);
    }

    private Schema having(String keyword, Json value) {
        return new Schema(json.with(keyword, value), named);
    }

    private Schema knowing(Schema other) {
        var all = new LinkedHashMap<>(named);
        other.named.forEach((name, schema) -> put(all, name, schema));
        return new Schema(json, all);
    }

    /** Adds a named schema to others; a name stands for one. */
    static void put(Map<String, Json.Obj> all, String name, Json.Obj schema) {
        if (Optional.ofNullable(all.putIfAbsent(name, schema))
                .filter(there -> !there.equals(schema))
                .isPresent()) throw new IllegalArgumentException("two schemas are named " + name);
    }

    private <T extends Json> T member(String keyword, Class<T> type) {
        return json.get(keyword)
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new IllegalArgumentException("only an object has members"));
    }

    private static Json.Arr plus(Json.Arr all, Json one) {
        var elements = new ArrayList<>(all.elements());
        elements.add(one);
        return Json.array(elements);
    }
}
