package io.mcpagent.bootstrap.tool;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All ways in which somebody who tries hard reads a text: as it is, and with what is hidden in it, decoded up to thrice. */
final class Readings {
    private static final int DEPTH = 3;
    private static final int LONGEST = 20_000;

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{24,}={0,2}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2}[ :]?){16,}");
    private static final Pattern BINARY = Pattern.compile("(?:[01]{8} ?){16,}");
    private static final Pattern ESCAPED = Pattern.compile("\\\\[uU]([0-9a-fA-F]{4})");
    private static final Pattern ENTITY = Pattern.compile("&#(x?)([0-9a-fA-F]+);");
    private static final String CYRILLIC = "асеорхутікԁһѕⅼԝ";
    private static final String LATIN = "aceopxytikdhslw";

    private static final List<UnaryOperator<String>> WAYS = List.of(
            Readings::revealed,
            Readings::spelled,
            Readings::entities,
            Readings::percents,
            text -> text.replace("\\\"", "\""),
            text -> ESCAPED.matcher(text).replaceAll(found -> quoted(Integer.parseInt(found.group(1), 16))),
            text -> BASE64.matcher(text).replaceAll(Readings::base64),
            text -> HEX.matcher(text).replaceAll(Readings::hex),
            text -> BINARY.matcher(text).replaceAll(Readings::binary),
            Readings::rotated,
            text -> new StringBuilder(text).reverse().toString());

    private Readings() {}

    static Set<String> of(String text) {
        var all = new LinkedHashSet<String>();
        var newest = Set.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
        for (var depth = 0; depth <= DEPTH; depth++) {
            var next = new LinkedHashSet<String>();
            for (var reading : newest) {
                if (all.add(reading)) WAYS.forEach(way -> next.add(way.apply(reading)));
            }
            newest = next;
        }
        return all;
    }

    /** Without what nobody sees, but for tags and variations, which stand for letters. */
    private static String revealed(String text) {
        var seen = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point >= 0xE0020 && point <= 0xE007E) seen.append((char) (point & 0x7F));
            else if (point >= 0xE0100 && point <= 0xE01EF) seen.append((char) (point - 0xE0100 + 16));
            else if (Character.getType(point) != Character.FORMAT) seen.appendCodePoint(point);
        });
        return seen.toString();
    }

    /** In plain letters. */
    private static String spelled(String text) {
        var seen = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(point -> {
            var at = CYRILLIC.indexOf(point);
            seen.appendCodePoint(at < 0 ? point : LATIN.charAt(at));
        });
        return seen.toString();
    }

    private static String entities(String text) {
        return ENTITY.matcher(text)
                .replaceAll(found ->
                        quoted(Integer.parseInt(found.group(2), found.group(1).isEmpty() ? 10 : 16)))
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static String percents(String text) {
        if (text.indexOf('%') < 0) return text;
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return text;
        }
    }

    private static String base64(MatchResult found) {
        try {
            var plain = found.group().replace('-', '+').replace('_', '/');
            return printable(Base64.getDecoder().decode(plain), found);
        } catch (IllegalArgumentException none) {
            return Matcher.quoteReplacement(found.group());
        }
    }

    private static String hex(MatchResult found) {
        return printable(HexFormat.of().parseHex(found.group().replaceAll("[ :]", "")), found);
    }

    private static String binary(MatchResult found) {
        var digits = found.group().replace(" ", "");
        var bytes = new byte[digits.length() / 8];
        for (var at = 0; at < bytes.length; at++)
            bytes[at] = (byte) Integer.parseInt(digits.substring(at * 8, at * 8 + 8), 2);
        return printable(bytes, found);
    }

    private static String printable(byte[] bytes, MatchResult found) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var isText = text.chars().noneMatch(sign -> sign == 0xFFFD || (sign < ' ' && sign != '\n'));
        return isText ? Matcher.quoteReplacement(text) : Matcher.quoteReplacement(found.group());
    }

    private static String rotated(String text) {
        var turned = new StringBuilder();
        text.chars().forEach(sign -> {
            if (sign >= 'a' && sign <= 'z') turned.append((char) ('a' + (sign - 'a' + 13) % 26));
            else if (sign >= 'A' && sign <= 'Z') turned.append((char) ('A' + (sign - 'A' + 13) % 26));
            else turned.append((char) sign);
        });
        return turned.toString();
    }

    private static String quoted(int point) {
        return Matcher.quoteReplacement(Character.toString(point));
    }
}
