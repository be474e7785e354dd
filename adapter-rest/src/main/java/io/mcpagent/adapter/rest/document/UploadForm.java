package io.mcpagent.adapter.rest.document;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.failure.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletDiskFileUpload;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;

/**
 * A form with one file, read as it arrives: nothing of the file is held in memory or in a temporary file of ours. What
 * describes it has therefore to come before it.
 *
 * @param collection of the field of that name, or of the URL
 * @param name of the field {@code name}, else the file's own
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
record UploadForm(String collection, String name, InputStream content, FileItemInputIterator parts) {
    private static final int LONGEST_FIELD = 4 << 10;
    private static final int MOST_FIELDS = 10;

    static UploadForm of(Context context) {
        if (!JakartaServletFileUpload.isMultipartContent(context.req()))
            throw Refusal.of(
                    415,
                    "media_type_unsupported",
                    "A document is uploaded as a form: Content-Type: multipart/form-data, with the fields collection and"
                            + " file.");
        try {
            var parts = new JakartaServletDiskFileUpload().getItemIterator(context.req());
            return read(parts, Optional.ofNullable(context.queryParam("collection")));
        } catch (IOException broken) {
            throw broken(broken);
        }
    }

    private static UploadForm read(FileItemInputIterator parts, Optional<String> given) throws IOException {
        var collection = given;
        var name = Optional.<String>empty();
        for (var n = 0; parts.hasNext() && n < MOST_FIELDS; n++) {
            var part = parts.next();
            if (!part.isFormField())
                return new UploadForm(required(collection), name(name, part), part.getInputStream(), parts);
            switch (part.getFieldName()) {
                case "collection" -> collection = Optional.of(text(part));
                case "name" -> name = Optional.of(text(part));
                case String other ->
                    throw Refusal.of(
                            400,
                            "fields_invalid",
                            "There is no field " + other + "; there is collection, name and file.");
            }
        }
        throw Refusal.of(
                400, "file_missing", "The form has no file. Send it as a part with a file name, after the fields.");
    }

    private static String required(Optional<String> collection) {
        return collection
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> Refusal.of(
                        400, "collection_missing", "Say the collection in a field before the file, or in the URL."));
    }

    private static String name(Optional<String> given, FileItemInput part) {
        return given.or(() -> Optional.ofNullable(part.getName()))
                .orElseThrow(() -> Refusal.of(400, "document_name_missing", "The file has no name."));
    }

    private static String text(FileItemInput part) throws IOException {
        try (var in = part.getInputStream()) {
            var bytes = in.readNBytes(LONGEST_FIELD + 1);
            if (bytes.length > LONGEST_FIELD)
                throw Refusal.of(413, "field_too_large", "The field " + part.getFieldName() + " is too long.");
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** A second file would be lost without a word. */
    void requireEnd() {
        try {
            if (parts.hasNext())
                throw Refusal.of(
                        400, "one_file_each", "The first file was taken. Send each file in a request of its own.");
        } catch (IOException broken) {
            throw broken(broken);
        }
    }

    private static Refusal broken(IOException why) {
        return why instanceof FileUploadException
                ? Refusal.of(400, "form_malformed", "The form can't be read as multipart/form-data.")
                : Refusal.of(400, "body_incomplete", "The body did not arrive whole.");
    }
}
