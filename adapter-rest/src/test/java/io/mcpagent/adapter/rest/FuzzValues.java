package io.mcpagent.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Values: those that a schema allows, among them texts that are meant for somebody else's parser, and those of no sense. */
final class FuzzValues {
    /** For databases, shells, templates, paths, headers, logs, terminals, query parsers and formatters. */
    static final List<String> TEXTS = List.of(
            "battery",
            "How long does the battery last?",
            "' OR 1=1 --",
            "\"; DROP TABLE runs; --",
            "x'); DELETE FROM documents WHERE ('1'='1",
            "../../../../etc/passwd",
            "..\\..\\windows\\win.ini",
            "%2e%2e%2f",
            "a\r\nX-Injected: yes",
            "a\nb\tc",
            "{{7*7}}${7*7}#{7*7}<%= 7*7 %>",
            "${jndi:ldap://127.0.0.1:1/a}",
            "<script>alert(1)</script>",
            "\u0000",
            "a\u0000b",
            "\u0001\u001b[31mred\u007f",
            "\u202Egnp.exe",
            "\uFEFFmark",
            "\uD83D\uDE00\u200D\u2764",
            "e\u0301\u0323",
            "\u2028\u2029\u0085",
            "\uFFFE\uFDD0",
            "null",
            "true",
            "-1",
            "[]",
            "%s%n%x%1$s",
            ".",
            "..",
            "/",
            "a/b",
            "CON",
            " lead and trail ",
            "AND (b OR \"c",
            "field:[a TO *} ~2 ^3 && !x",
            "a*?b",
            "\\",
            "x".repeat(300),
            "word ".repeat(1_500));

    private static final int MOST_ELEMENTS = 3;

    private final Random random;
    private final Description description;

    FuzzValues(Random random, Description description) {
        this.random = random;
        this.description = description;
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** One that the schema allows. */
    JsonNode valid(JsonNode given) {
        var schema = description.resolved(given);
        if (schema.has("examples"))
            return schema.path("examples")
                    .path(random.nextInt(schema.path("examples").size()));
        if (schema.has("enum"))
            return schema.path("enum").path(random.nextInt(schema.path("enum").size()));
        return switch (schema.path("type").asText()) {
            case "string" -> JsonNodeFactory.instance.textNode(text(schema));
            case "integer" -> JsonNodeFactory.instance.numberNode(whole(schema));
            case "boolean" -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case "array" -> array(schema);
            case "object" -> object(schema);
            default -> JsonNodeFactory.instance.numberNode(random.nextDouble());
        };
    }

    private String text(JsonNode schema) {
        if (schema.path("format").asText().equals("uuid")) return EMPTY_ID.substring(0, 35) + random.nextInt(10);
        if (schema.path("format").asText().equals("date-time"))
            return Instant.ofEpochSecond(4_000_000_000L + random.nextInt()).toString();
        return switch (schema.path("pattern").asText()) {
            case "", "\\S" ->
                oneOf(TEXTS.stream().filter(text -> !text.isBlank()).toList());
            case "^[a-z_]+\\.[a-z_]+$" -> oneOf(List.of("user.created", "access.denied"));
            default -> oneOf(List.of("assistant", "support", "a-1"));
        };
    }

    static final String EMPTY_ID = "00000000-0000-4000-8000-000000000000";

    private long whole(JsonNode schema) {
        var least = schema.path("minimum").asLong(0);
        var most = schema.path("maximum").asLong(least + 100);
        return oneOf(List.of(least, most, least + (long) (random.nextDouble() * (most - least))));
    }

    private ArrayNode array(JsonNode schema) {
        var array = JsonNodeFactory.instance.arrayNode();
        var size = Math.max(schema.path("minItems").asInt(0), random.nextInt(MOST_ELEMENTS));
        for (var n = 0; n < size; n++) array.add(valid(schema.path("items")));
        return array;
    }

    private ObjectNode object(JsonNode schema) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var member : schema.path("properties").properties()) {
            if (isRequired(schema, member.getKey()) || random.nextBoolean())
                object.set(member.getKey(), valid(member.getValue()));
        }
        return object;
    }

    private static boolean isRequired(JsonNode schema, String name) {
        for (var required : schema.path("required")) if (required.asText().equals(name)) return true;
        return false;
    }

    /** A value as JSON text that no schema expects. */
    String nonsense() {
        return oneOf(List.of(
                "null",
                "true",
                "-0",
                "0.1",
                "1e999999999",
                "1e999999999999",
                "-1e-999999999",
                "9".repeat(500),
                "18446744073709551616",
                "2147483648",
                "[]",
                "{}",
                "[[[[{}]]]]",
                "[".repeat(2_000) + "]".repeat(2_000),
                "{\"a\":".repeat(500) + "1" + "}".repeat(500),
                "\"\"",
                "\" \"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\u0000\"",
                "[null, \"x\", 1]",
                "{\"$ref\": \"#\"}",
                "NaN",
                "-Infinity",
                "+1",
                "01",
                "/* x */ 1",
                "# x",
                "\"\\x\"",
                "{\"" + "k".repeat(60_000) + "\": 1}",
                "'x'",
                "\"" + "y".repeat(20_000) + "\"",
                quoted(oneOf(TEXTS))));
    }

    static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }
}
