package io.mcpagent.adapter.rest.conditional;

import io.mcpagent.domain.llm.TextHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of one state of a thing, as one reader sees it.
 *
 * @param opaque what stands between the quotation marks
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3">RFC 9110, section 8.8.3</a>
 */
public record EntityTag(boolean weak, String opaque) {
    private static final int HASH_BYTES = 16;
    /** Separators may stand alone, as in any list of HTTP. */
    private static final Pattern SEPARATORS = Pattern.compile("[ \\t,]*+");

    private static final Pattern TAG = Pattern.compile("(W/)?+\"([^\\x00-\\x20\"\\x7F]*+)\"[ \\t]*+(?=,|$)");

    /** Of these bytes and no others. They are what the reader is sent, so that it tells nothing that they do not. */
    public static EntityTag of(byte[] representation) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(representation);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
            return new EntityTag(false, text);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of bytes whose hash is known. */
    public static EntityTag of(TextHash hash) {
        return new EntityTag(false, hash.value());
    }

    /** The same thing under a content coding, which has other bytes. */
    EntityTag coded(String coding) {
        return new EntityTag(weak, opaque + "-" + coding);
    }

    /** Whether both stand for the same bytes. */
    boolean equalsStrongly(EntityTag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    boolean equalsWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /** As headers have it. */
    String text() {
        return (weak ? "W/" : "") + '"' + opaque + '"';
    }

    /** A list of them; empty where it is none. */
    static Optional<List<EntityTag>> list(String header) {
        var tags = new ArrayList<EntityTag>();
        var separators = SEPARATORS.matcher(header);
        var tag = TAG.matcher(header);
        for (var at = 0; ; at = tag.end()) {
            separators.region(at, header.length()).lookingAt();
            if (separators.end() == header.length()) break;
            if (!tag.region(separators.end(), header.length()).lookingAt()) return Optional.empty();
            tags.add(new EntityTag(tag.group(1) != null, tag.group(2)));
        }
        return tags.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(tags));
    }
}
