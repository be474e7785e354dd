package io.mcpagent.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * JSON as bytes that are the same for the same value, however it was written: members in the order of their names, no white
 * space, and no character escaped that need not be. As RFC 8785 has it, but that numbers keep all of their digits.
 */
public final class CanonicalJson {
    private static final char FIRST_PRINTABLE = ' ';

    private CanonicalJson() {}

    public static byte[] bytes(Json json) {
        var text = new StringBuilder();
        write(json, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Json json, StringBuilder out) {
        switch (json) {
            case Json.Obj(var members) -> {
                var separator = "{";
                // Strings compare by UTF-16 code units, as the RFC sorts them.
                for (var member : new TreeMap<>(members).entrySet()) {
                    out.append(separator);
                    write(member.getKey(), out);
                    out.append(':');
                    write(member.getValue(), out);
                    separator = ",";
                }
                out.append(members.isEmpty() ? "{}" : "}");
            }
            case Json.Arr(var elements) -> {
                var separator = "[";
                for (var element : elements) {
                    out.append(separator);
                    write(element, out);
                    separator = ",";
                }
                out.append(elements.isEmpty() ? "[]" : "]");
            }
            case Json.Str(var value) -> write(value, out);
            // Not in plain digits, of which a short number such as 1e999999999 can have very many.
            case Json.Num(var value) -> out.append(value.signum() == 0 ? "0" : value.stripTrailingZeros());
            case Json.Bool(var value) -> out.append(value);
            case Json.Null none -> out.append("null");
        }
    }

    private static void write(String text, StringBuilder out) {
        out.append('"');
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            var isPair = Character.isHighSurrogate(character)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1));
            if (isPair) out.append(character).append(text.charAt(++at));
            else if (character == '"' || character == '\\') out.append('\\').append(character);
            // Half of a pair has no UTF-8, and all halves would be written as one and the same question mark.
            else if (character < FIRST_PRINTABLE || Character.isSurrogate(character))
                out.append("\\u%04x".formatted((int) character));
            else out.append(character);
        }
        out.append('"');
    }
}
