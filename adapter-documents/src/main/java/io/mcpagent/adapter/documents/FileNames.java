package io.mcpagent.adapter.documents;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Between the names of files as bytes on the disk, as the JVM decodes them, and as text. A JVM that was started under
 * {@code LANG=C} decodes names as ASCII; only the URI of a path still has the bytes then.
 */
final class FileNames {
    /** By code points, which is also the order of the UTF-8 bytes; {@code String}'s own order is by UTF-16 units. */
    static final Comparator<String> BY_CODE_POINTS = FileNames::compare;

    private static final boolean UNIX = "/".equals(FileSystems.getDefault().getSeparator());
    private static final boolean NAMES_ARE_UTF_8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding", ""));

    private FileNames() {}

    /** The last segment, or nothing when it is not valid UTF-8. */
    static Optional<String> last(Path path) {
        var name = String.valueOf(path.getFileName());
        if (!UNIX || name.chars().allMatch(each -> each < 0x80 && each != '?')) return Optional.of(name);
        var raw = path.toUri().getRawPath();
        var end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        var encoded = raw.substring(raw.lastIndexOf('/', end - 1) + 1, end);
        var bytes = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                .getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** What is below a folder under a name with {@code /}. */
    static Path resolve(Path folder, String name) {
        if (!UNIX || NAMES_ARE_UTF_8 || name.chars().allMatch(each -> each < 0x80)) return folder.resolve(name);
        var encoded = new StringBuilder(folder.toUri().getRawPath());
        if (encoded.charAt(encoded.length() - 1) != '/') encoded.append('/');
        for (var each : name.getBytes(StandardCharsets.UTF_8)) {
            if (each == '/') encoded.append('/');
            else encoded.append('%').append("%02X".formatted(each));
        }
        return Path.of(URI.create("file://" + encoded));
    }

    private static int compare(String left, String right) {
        var shared = Math.min(left.length(), right.length());
        for (var i = 0; i < shared; i++) {
            var one = left.charAt(i);
            var other = right.charAt(i);
            if (one != other) {
                var surrogates = Boolean.compare(Character.isSurrogate(one), Character.isSurrogate(other));
                return surrogates != 0 ? surrogates : Character.compare(one, other);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
