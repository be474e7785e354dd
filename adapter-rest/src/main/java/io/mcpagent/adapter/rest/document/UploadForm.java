package io.mcpagent.adapter.rest.document;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.failure.Refusal;
import io.mcpagent.adapter.rest.failure.WrongField;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.TimedStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;

/**
 * A form with one file, read no further than to the file: its bytes go from the connection to whoever stores them, and are
 * neither gathered in memory nor in a file of ours.
 */
final class UploadForm {
    /** For boundaries, headers and the fields before the file. */
    private static final long FRAME_BYTES = 64 << 10;

    private final String collection;
    private final String fileName;
    private final FormParts parts;

    private UploadForm(String collection, String fileName, FormParts parts) {
        this.collection = collection;
        this.fileName = fileName;
        this.parts = parts;
    }

    /**
     * Reads up to the file.
     *
     * @param takes told the collection that stands in the URL before a byte is read, which whoever sent
     *     {@code Expect: 100-continue} did not send yet
     * @throws Refusal when there is none, or the form is none
     */
    static UploadForm of(Context context, UploadLimits limits, Consumer<String> takes) {
        Body.requireUnpacked(context);
        if (context.req().getContentLengthLong() > limits.maxBytes() + FRAME_BYTES) throw tooLarge(limits.maxBytes());
        var boundary = boundary(context);
        var collection = Optional.ofNullable(context.queryParam("collection"));
        collection.ifPresent(takes);
        var parts = new FormParts(body(context, limits), boundary);
        while (true) {
            var part = parts.next().orElseThrow(() -> missing("file", "is missing"));
            if (part.name().equals("file")) {
                var name = part.fileName().orElseThrow(() -> missing("file", "has no file name"));
                return new UploadForm(collection.orElseThrow(UploadForm::noCollection), name, parts);
            }
            if (!part.name().equals("collection"))
                throw missing(part.name(), "is not known; there is collection, file");
            collection = Optional.of(parts.text());
        }
    }

    private static InputStream body(Context context, UploadLimits limits) {
        try {
            return new TimedStream(context.req().getInputStream(), limits.time());
        } catch (IOException broken) {
            throw Refusal.of(400, "body_incomplete", "The body did not arrive whole.");
        }
    }

    private static String boundary(Context context) {
        var parameters = new HashMap<String, String>();
        var type = HttpField.getValueParameters(
                Optional.ofNullable(context.header("Content-Type")).orElse(""), parameters);
        var boundary = Optional.ofNullable(parameters.get("boundary")).orElse("");
        if (type == null || !type.toLowerCase(Locale.ROOT).equals("multipart/form-data") || boundary.isBlank())
            throw Refusal.of(
                    415,
                    "media_type_unsupported",
                    "An upload is a form: Content-Type: multipart/form-data; boundary=…");
        return boundary;
    }

    private static Refusal noCollection() {
        return missing("collection", "is missing; it has to come before the file, or in the URL");
    }

    private static Refusal missing(String field, String why) {
        return Refusal.wrongFields(List.of(new WrongField(field, why)));
    }

    private static Refusal tooLarge(long maxBytes) {
        return Refusal.of(
                413, "file_too_large", "A file has at most %,d bytes (documents.max-file-size).".formatted(maxBytes));
    }

    String collection() {
        return collection;
    }

    String fileName() {
        return fileName;
    }

    /** Ends where the file does; fails where the form ends before. */
    InputStream file() {
        return parts.content();
    }
}
