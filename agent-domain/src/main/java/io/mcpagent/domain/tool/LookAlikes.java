package io.mcpagent.domain.tool;

import java.util.HashMap;
import java.util.Map;

/**
 * Letters of other scripts that a reader takes for Latin ones. No more than are worth it: the full table has ten thousand
 * entries, of which most are gone once a text is normalised (NFKC).
 *
 * @see <a href="https://www.unicode.org/reports/tr39/#Confusable_Detection">Unicode, confusables</a>
 */
final class LookAlikes {
    /** Capitals by themselves: some look like another letter than their small ones. */
    private static final Map<Integer, Integer> LETTERS = table(
            // Cyrillic
            "авеікмнорстухѕјһӏԁԛԝьԍү", "abeikmhopctyxsjhldqwbgy",
            "АВЕІКМНОРСТУХЅЈҺӀԚԜҮԌ", "abeikmhopctyxsjhlqwyg",
            // Greek
            "αβγεηικνορςστυχω", "abyenikvopcotuxw",
            "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧͿ", "abezhikmnoptyxj",
            // Armenian
            "օոսցհզքյլԼՏՕՍ", "onughqpjllsou",
            // Latin, as others write it
            "ıɩɡɑʀɪʟɴʏʙɢʜᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱꜰøđłħŧƒ", "iigarilnybghacdejkmoptuvwzsfodlhtf");

    /** Within a word that has letters besides. */
    private static final Map<Integer, Integer> DIGITS = table("013457", "oieast");

    private LookAlikes() {}

    private static Map<Integer, Integer> table(String... pairs) {
        var table = new HashMap<Integer, Integer>();
        for (var pair = 0; pair < pairs.length; pair += 2) {
            var from = pairs[pair].codePoints().toArray();
            var to = pairs[pair + 1].codePoints().toArray();
            if (from.length != to.length) throw new IllegalStateException(pairs[pair]);
            for (var at = 0; at < from.length; at++) table.put(from[at], to[at]);
        }
        return Map.copyOf(table);
    }

    /** As it is read by who expects Latin letters. */
    static String latin(String text) {
        return replaced(text, LETTERS);
    }

    static String withoutDigits(String text) {
        return replaced(text, DIGITS);
    }

    private static String replaced(String text, Map<Integer, Integer> table) {
        return text.codePoints()
                .map(letter -> table.getOrDefault(letter, letter))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
