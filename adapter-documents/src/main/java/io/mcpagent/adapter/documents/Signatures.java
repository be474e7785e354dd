package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;

/** What the first bytes of a file say about it. */
final class Signatures {
    private static final int START = 1024;
    private static final int PROBE = 1 << 16;

    private Signatures() {}

    /** Readers of PDF allow other bytes before the header; in text that speaks of PDF they don't make it one. */
    static boolean isPdf(byte[] content) {
        var start = new String(content, 0, Math.min(content.length, START), ISO_8859_1);
        var header = start.indexOf("%PDF-");
        return header >= 0
                && (start.substring(0, header).isBlank()
                        || start.startsWith("\u00ef\u00bb\u00bf%PDF-")
                        || TextDecoding.decode(content).isEmpty());
    }

    /** Documents whose bytes look like text, but are not meant to be read as such. */
    static void refuseOtherDocuments(String name, byte[] content) {
        var start = new String(content, 0, Math.min(content.length, START), ISO_8859_1);
        if (start.startsWith("{\\rtf") || start.startsWith("%!PS")) throw Refusal.unsupported(kind(name, content));
    }

    /**
     * What a file that holds no text is, in words. Tika's table of types takes a while to load, so it is asked only here.
     */
    static String kind(String name, byte[] content) {
        var types = MimeTypes.getDefaultMimeTypes();
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try (var start = new ByteArrayInputStream(content, 0, Math.min(content.length, PROBE))) {
            var type = types.detect(start, metadata);
            if (type.getBaseType().toString().equals(MimeTypes.OCTET_STREAM)
                    || type.getType().equals("text")) return "binary data of an unknown kind";
            var known = types.forName(type.getBaseType().toString());
            var title = known.getAcronym().isEmpty() ? known.getDescription() : known.getAcronym();
            var described = title.isEmpty() ? type.getBaseType().toString() : title + ", " + type.getBaseType();
            return group(type.getType()) + " (" + described + ")";
        } catch (IOException | MimeTypeException unknown) {
            return "binary data of an unknown kind";
        }
    }

    private static String group(String type) {
        return switch (type) {
            case "image" -> "an image";
            case "audio" -> "a sound";
            case "video" -> "a video";
            case "font" -> "a font";
            default -> "a file of a kind that is not read";
        };
    }
}
