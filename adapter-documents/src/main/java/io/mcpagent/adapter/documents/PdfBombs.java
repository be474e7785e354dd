package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;

/**
 * Finds streams that would unpack to more than a reader should hold. PDFBox unpacks a stream whole, in memory, and has no
 * limit for it. Pictures are passed over: they are never unpacked for their text.
 */
final class PdfBombs {
    private static final int MAX_UNPACKED = 128 << 20;
    private static final int MAX_UNPACKED_TOGETHER = 512 << 20;
    private static final int MAX_DICTIONARY = 4096;
    private static final String OBJECT = " obj";
    private static final Pattern PICTURE = Pattern.compile("/Subtype\\s*/Image\\b");
    private static final Pattern PACKED = Pattern.compile("/FlateDecode|/Fl\\b");
    private static final byte[] STREAM = "stream".getBytes(ISO_8859_1);

    private PdfBombs() {}

    static void refuse(byte[] content) {
        var together = 0L;
        for (var at = next(content, 0); at >= 0; at = next(content, at)) {
            var unpacked = unpacked(content, at, layers(dictionaryBefore(content, at)));
            together += unpacked;
            if (unpacked > MAX_UNPACKED) throw refusal("with a part that unpacks", MAX_UNPACKED, at);
            if (together > MAX_UNPACKED_TOGETHER) throw refusal("that unpacks", MAX_UNPACKED_TOGETHER, at);
        }
    }

    private static RuntimeException refusal(String what, int limit, int at) {
        return Refusal.corrupt(
                "It is a PDF %s to more than %,d bytes.".formatted(what, limit),
                new IOException("stream at byte " + at));
    }

    /**
     * How often it is packed, none for a picture. Taken for packed where the dictionary does not say so: its start may
     * be too far away, and what is not packed ends at its first bytes.
     */
    private static int layers(String dictionary) {
        if (dictionary.startsWith(OBJECT) && PICTURE.matcher(dictionary).find()) return 0;
        return Math.max(1, (int) PACKED.matcher(dictionary).results().count());
    }

    /** Where the bytes of the next stream begin, or -1. */
    private static int next(byte[] content, int from) {
        for (var i = from; i + STREAM.length + 2 < content.length; i++) {
            if (content[i] != 's' || !matches(content, i) || (i > 0 && content[i - 1] == 'd')) continue;
            var end = i + STREAM.length;
            if (content[end] == '\r') end++;
            return content[end] == '\n' ? end + 1 : end;
        }
        return -1;
    }

    private static boolean matches(byte[] content, int at) {
        for (var i = 0; i < STREAM.length; i++) if (content[at + i] != STREAM[i]) return false;
        return true;
    }

    private static String dictionaryBefore(byte[] content, int at) {
        var from = Math.max(0, at - MAX_DICTIONARY);
        var before = new String(content, from, at - from, ISO_8859_1);
        return before.substring(Math.max(0, before.lastIndexOf(OBJECT)));
    }

    private static long unpacked(byte[] content, int at, int layers) {
        var total = 0L;
        InputStream in = new ByteArrayInputStream(content, at, content.length - at);
        for (var i = 0; i < layers; i++) in = new InflaterInputStream(in);
        if (layers == 0) return 0;
        try (var unpacking = in) {
            var buffer = new byte[1 << 16];
            for (var read = 0; read >= 0 && total <= MAX_UNPACKED; read = unpacking.read(buffer)) total += read;
            return total;
        } catch (IOException notPacked) {
            // Damage is for the parser to judge; this much came out of it.
            return total;
        }
    }
}
