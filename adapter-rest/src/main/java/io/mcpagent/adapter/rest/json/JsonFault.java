package io.mcpagent.adapter.rest.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is wrong with a text that is no JSON, in words of our own: the library speaks of its classes and settings, and
 * repeats what was sent. Its words are known by their beginnings; of those that are not, no more is said than that.
 */
final class JsonFault {
    private static final String OTHERWISE = "it is not written as JSON is";

    /** The first that fits; those that repeat a word of the client's come first. */
    private static final List<Known> KNOWN = List.of(
            new Known("^Duplicate field", "a key stands there twice"),
            new Known("^Non-standard token", "a number is written in digits"),
            new Known("^Unrecognized token", "a text stands in double quotes; other words are true, false and null"),
            new Known("nesting depth", "it is nested deeper than %d levels".formatted(JsonReader.MOST_DEPTH)),
            new Known("^Number value length", "a number has more than %d digits".formatted(JsonReader.MOST_DIGITS)),
            new Known("^BigDecimal scale", "a number is too large or too small"),
            new Known("^Name length", "a key is too long"),
            new Known("exceeds the maximum allowed", "a text is too long"),
            new Known("end-of-input", "it ends too early"),
            new Known("plus sign", "a number has no plus sign"),
            new Known("Leading zeroes", "a number has no leading zeros"),
            new Known("unquoted character", "a control character in a text has to be escaped"),
            new Known("escape", "a text has no such escape"),
            new Known("numeric value|digit|Decimal point|Exponent", "a number is not written so"),
            new Known("comment", "there are no comments in JSON"),
            new Known("was expecting comma", "a comma is missing, or the end of the object or list"),
            new Known("was expecting a colon", "a colon is missing behind a key"),
            new Known("start field name", "a key in double quotes is expected"),
            new Known("close marker", "a bracket is closed that was not opened"),
            new Known("surrogate", "a text has half a surrogate pair"),
            new Known("expected a val", "a value is expected"),
            new Known("^Illegal character", "nothing but white space stands between values"));

    private JsonFault() {}

    private record Known(Pattern library, String ours) {
        Known(String library, String ours) {
            this(Pattern.compile(library), ours);
        }
    }

    static String inWords(JsonProcessingException e) {
        var message = e.getOriginalMessage();
        return KNOWN.stream()
                .filter(known -> known.library.matcher(message).find())
                .map(Known::ours)
                .findFirst()
                .orElse(OTHERWISE);
    }
}
