package io.mcpagent.domain.idempotency;

import java.util.regex.Pattern;

/**
 * What a client names a request by, so that it can send it again without its being done again: 1 to 255 printable ASCII
 * characters, of which it takes new ones for each request.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header-07">The Idempotency-Key
 *     HTTP header field</a>
 */
public record IdempotencyKey(String value) {
    public static final int MOST_CHARACTERS = 255;

    private static final Pattern PRINTABLE = Pattern.compile("[!-~](?:[ -~]{0,253}[!-~])?");

    public IdempotencyKey {
        if (!isValid(value))
            throw new IllegalArgumentException("an idempotency key has 1 to 255 printable ASCII characters");
    }

    public static boolean isValid(String value) {
        return PRINTABLE.matcher(value).matches();
    }
}
