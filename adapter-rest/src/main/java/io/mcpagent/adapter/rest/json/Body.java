package io.mcpagent.adapter.rest.json;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.failure.Refusal;
import io.mcpagent.domain.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the JSON bodies of requests.
 *
 * @param maxBytes of one body
 * @param time how long one may take to arrive
 */
public record Body(int maxBytes, Duration time) {
    /** Of a body that takes longer than the time it has anyway. */
    public static final int LEAST_BYTES_A_SECOND = 16 << 10;

    private static final int PART = 8 << 10;

    /** The members of the object that the body is. */
    public Fields fields(Context context) {
        return Fields.of(object(context));
    }

    /** The same where the body may be left out. */
    public Fields fieldsIfAny(Context context) {
        var hasNone = context.req().getContentLengthLong() == 0
                || (context.req().getContentLengthLong() < 0 && context.header("Transfer-Encoding") == null);
        return hasNone ? Fields.of(Json.object()) : fields(context);
    }

    private Json.Obj object(Context context) {
        requireJson(context);
        if (JsonReader.read(bytes(context)) instanceof Json.Obj object) return object;
        throw Refusal.of(400, "json_malformed", "The body is JSON, but not an object.");
    }

    /**
     * Refuses a body that is packed: nothing here unpacks one.
     *
     * @throws Refusal with status 415, and what is taken in {@code Accept-Encoding} (RFC 9110, 15.5.16)
     */
    public static void requireUnpacked(Context context) {
        var codings = Collections.list(context.req().getHeaders("Content-Encoding"));
        if (codings.stream().allMatch(coding -> coding.strip().equalsIgnoreCase("identity"))) return;
        context.header("Accept-Encoding", "identity");
        throw Refusal.of(
                415,
                "content_encoding_unsupported",
                "A body is taken as it is, and not packed: send it without Content-Encoding.");
    }

    private static void requireJson(Context context) {
        requireUnpacked(context);
        var type = Optional.ofNullable(context.header("Content-Type")).orElse("");
        var parts = type.toLowerCase(Locale.ROOT).split(";", 2);
        var isUtf8 = parts.length < 2 || !parts[1].contains("charset") || parts[1].contains("utf-8");
        if (!parts[0].strip().equals("application/json") || !isUtf8)
            throw Refusal.of(
                    415, "media_type_unsupported", "The body has to be JSON in UTF-8: Content-Type: application/json.");
    }

    private byte[] bytes(Context context) {
        var length = context.req().getContentLengthLong();
        if (length > maxBytes) throw tooLarge();
        var whole = new ByteArrayOutputStream();
        var part = new byte[length < 0 ? PART : (int) Math.min(length + 1, PART)];
        try {
            var in = new TimedStream(context.req().getInputStream(), time);
            for (var read = in.read(part); read >= 0; read = in.read(part)) {
                whole.write(part, 0, read);
                if (whole.size() > maxBytes) throw tooLarge();
            }
        } catch (IOException broken) {
            throw Refusal.of(400, "body_incomplete", "The body did not arrive whole.");
        }
        return whole.toByteArray();
    }

    private Refusal tooLarge() {
        return Refusal.of(413, "body_too_large", "A body has at most %,d bytes.".formatted(maxBytes));
    }
}
