package io.mcpagent.domain.tool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a path or a URL in an argument leads. File systems and servers read them in many ways: they undo escapes, drop blanks
 * and parameters, and end a host at signs at which others do not.
 */
final class Whereabouts {
    private static final Pattern LIKE_URL = Pattern.compile("[^/\\\\?#]*:[/\\\\].*", Pattern.DOTALL);
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[/\\\\](?![/\\\\]).*", Pattern.DOTALL);
    /** Which nobody reads in two ways. */
    private static final Pattern PLAIN_URL = Pattern.compile(
            "(?:file://|[a-z][a-z0-9+.-]*://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?)(?:/.*)?",
            Pattern.DOTALL);

    private static final Pattern URL =
            Pattern.compile("\\s*([A-Za-z][A-Za-z0-9+.-]*):[/\\\\]{2,}([^/\\\\?#]*)(.*)", Pattern.DOTALL);

    /** Escapes of what may lead elsewhere, of escapes, and of letters in more bytes than they need. */
    private static final Pattern ODD_ESCAPE =
            Pattern.compile("%(?:2e|2f|5c|25|00|c0|c1|e0%[89]|f0%8|f[5-9a-f])", Pattern.CASE_INSENSITIVE);

    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9a-fA-F]{2})+");
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]+");
    /** Fillers are letters that have no look. */
    private static final Pattern UNSEEN =
            Pattern.compile("[^\\p{L}\\p{N}\\p{P}\\p{S}]|[\\u115F\\u1160\\u3164\\uFFA0]|;.*", Pattern.DOTALL);

    private static final Pattern UP = Pattern.compile("\\.{2,}");
    private static final Map<String, String> USUAL_PORT = Map.of("http", ":80", "https", ":443");
    private static final int MOST_ESCAPED = 5;

    private Whereabouts() {}

    /** Whether it may lead somebody elsewhere than it seems: out of its folder, or to another host. */
    static boolean isDoubtful(String text) {
        var isUrl = PLAIN_URL.matcher(text).matches();
        if (!isUrl && LIKE_URL.matcher(text).matches() && !DRIVE.matcher(text).matches()) return true;
        var path = isUrl ? text.split("[?#]", 2)[0] : text;
        return ODD_ESCAPE.matcher(path).find()
                || SEPARATOR
                        .splitAsStream(Normalizer.normalize(path, Normalizer.Form.NFKC))
                        .anyMatch(Whereabouts::isUp);
    }

    private static boolean isUp(String segment) {
        return UP.matcher(UNSEEN.matcher(segment).replaceAll("")).matches();
    }

    /** Without detours: no escapes, no {@code .} and {@code ..}, no empty segments; a host in small letters, without a user and its usual port. */
    static String straight(String text) {
        var plain = Normalizer.normalize(unescaped(text), Normalizer.Form.NFKC);
        var url = URL.matcher(plain);
        if (!url.matches()) return straightPath(plain);
        var scheme = url.group(1).toLowerCase(Locale.ROOT);
        var authority = url.group(2).toLowerCase(Locale.ROOT);
        var host = authority.substring(authority.lastIndexOf('@') + 1);
        var port = USUAL_PORT.getOrDefault(scheme, ":");
        if (host.endsWith(port)) host = host.substring(0, host.length() - port.length());
        if (host.endsWith(".")) host = host.substring(0, host.length() - 1);
        return scheme + "://" + host + straightPath(url.group(3));
    }

    private static String straightPath(String path) {
        var segments = new ArrayList<String>();
        for (var segment : List.of(SEPARATOR.split(path, -1))) {
            var seen = UNSEEN.matcher(segment).replaceAll("");
            if (seen.equals(".") || (segment.isEmpty() && !segments.isEmpty())) continue;
            if (!UP.matcher(seen).matches()) segments.add(segment);
            else if (segments.size() > 1
                    || (segments.size() == 1 && !segments.getFirst().isEmpty())) segments.removeLast();
        }
        return segments.equals(List.of("")) && !path.isEmpty() ? "/" : String.join("/", segments);
    }

    /** Escapes of escapes too. */
    private static String unescaped(String text) {
        var plain = text;
        for (var round = 0; round < MOST_ESCAPED && plain.indexOf('%') >= 0; round++)
            plain = ESCAPES.matcher(plain)
                    .replaceAll(found ->
                            decoded(found.group()).replace("\\", "\\\\").replace("$", "\\$"));
        return plain;
    }

    private static String decoded(String escapes) {
        var bytes = new ByteArrayOutputStream();
        for (var at = 1; at < escapes.length(); at += 3) bytes.write(HexFormat.fromHexDigits(escapes, at, at + 2));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
