package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.CharsetDetector;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From bytes to text whose lines end in {@code \n}: by the byte order mark, else as UTF-8, else by the charset that markup
 * declares, else by the likeliest.
 */
final class TextDecoding {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int SAMPLE = 1 << 16;
    /** Git looks as far for a NUL to call a file binary. */
    private static final int NUL_PROBE = 8000;

    private static final int DECLARATION_WITHIN = 2048;
    private static final Pattern DECLARED =
            Pattern.compile("(?:charset|encoding)\\s*=\\s*[\"']?([A-Za-z0-9_.:-]+)", Pattern.CASE_INSENSITIVE);
    /** What a detector must be sure of, from 0 to 100, to be believed before the Western default. */
    private static final int SURE = 25;
    /** One bad sequence among so many good ones is damage to UTF-8, not another charset. */
    private static final int GOOD_PER_BAD = 10;
    /** Text has next to no control characters; compressed data has one in ten. */
    private static final int BYTES_PER_CONTROL = 50;

    private TextDecoding() {}

    /** Nothing when it is no text. */
    static Optional<String> decode(byte[] content) {
        return markedText(content)
                .or(() -> looksBinary(content)
                        ? Optional.empty()
                        : strict(content).or(() -> guessed(content)))
                .map(TextDecoding::normalised);
    }

    private static Optional<String> markedText(byte[] content) {
        if (startsWith(content, 0xEF, 0xBB, 0xBF))
            return Optional.of(new String(content, 3, content.length - 3, UTF_8));
        if (startsWith(content, 0xFF, 0xFE, 0, 0)) return Optional.of(marked(content, 4, Charset.forName("UTF-32LE")));
        if (startsWith(content, 0, 0, 0xFE, 0xFF)) return Optional.of(marked(content, 4, Charset.forName("UTF-32BE")));
        if (startsWith(content, 0xFF, 0xFE)) return Optional.of(marked(content, 2, UTF_16LE));
        if (startsWith(content, 0xFE, 0xFF)) return Optional.of(marked(content, 2, UTF_16BE));
        return Optional.empty();
    }

    private static String marked(byte[] content, int mark, Charset charset) {
        return new String(content, mark, content.length - mark, charset);
    }

    private static boolean startsWith(byte[] content, int... start) {
        if (content.length < start.length) return false;
        for (var i = 0; i < start.length; i++) if ((content[i] & 0xFF) != start[i]) return false;
        return true;
    }

    private static boolean looksBinary(byte[] content) {
        var probe = Math.min(content.length, SAMPLE);
        var controls = 0;
        for (var i = 0; i < probe; i++) {
            if (content[i] == 0 && i < NUL_PROBE) return true;
            if (isControl(content[i])) controls++;
        }
        return controls * BYTES_PER_CONTROL > probe;
    }

    private static boolean isControl(byte each) {
        return each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r' && each != '\f' && each != 0x1B;
    }

    private static Optional<String> strict(byte[] content) {
        try {
            return Optional.of(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException otherCharset) {
            return Optional.empty();
        }
    }

    private static Optional<String> guessed(byte[] content) {
        var asUtf8 = new String(content, UTF_8);
        var bad = asUtf8.chars().filter(each -> each == '\uFFFD').count();
        var good =
                asUtf8.chars().filter(each -> each >= 0x80 && each != '\uFFFD').count();
        if (bad * GOOD_PER_BAD <= good) return Optional.of(asUtf8);
        return Optional.of(new String(content, declared(content).orElseGet(() -> detected(content))));
    }

    private static Optional<Charset> declared(byte[] content) {
        var start = new String(content, 0, Math.min(content.length, DECLARATION_WITHIN), ISO_8859_1);
        if (!start.stripLeading().startsWith("<")) return Optional.empty();
        return DECLARED.matcher(start)
                .results()
                .map(found -> charset(found.group(1)))
                .flatMap(Optional::stream)
                .filter(charset -> !charset.equals(UTF_8))
                .findFirst();
    }

    private static Charset detected(byte[] content) {
        var match = new CharsetDetector().setText(sample(content)).detect();
        if (match == null || match.getConfidence() < SURE) return WINDOWS_1252;
        return charset(match.getName())
                .filter(charset -> !charset.name().startsWith("UTF-"))
                .orElse(WINDOWS_1252);
    }

    /** Around the first byte that is not ASCII, for what comes before says nothing. */
    private static byte[] sample(byte[] content) {
        var first = 0;
        while (first < content.length && content[first] >= 0) first++;
        var from = Math.max(0, first - SAMPLE / 4);
        return Arrays.copyOfRange(content, from, Math.min(content.length, from + SAMPLE));
    }

    /** Latin-1 stands for windows-1252, of which it is a part, as on the Web. */
    private static Optional<Charset> charset(String name) {
        try {
            var charset = Charset.forName(name);
            return Optional.of(charset.equals(ISO_8859_1) ? WINDOWS_1252 : charset);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static String normalised(String text) {
        var unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var lines = unmarked.indexOf('\r') < 0
                ? unmarked
                : unmarked.replace("\r\n", "\n").replace('\r', '\n');
        return lines.indexOf('\0') < 0 ? lines : lines.replace('\0', ' ');
    }
}
