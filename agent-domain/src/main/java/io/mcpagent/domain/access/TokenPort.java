package io.mcpagent.domain.access;

import io.mcpagent.domain.json.Json;

/**
 * Signs and checks access tokens, with keys that are changed from time to time; what an old key signed stays valid until
 * it expires. Safe for use by many threads and, over shared records, many nodes.
 */
public interface TokenPort {
    /** A token that says this, to the second. */
    String issue(AccessClaims claims);

    /**
     * What a token says that was issued here and has not expired.
     *
     * @throws io.mcpagent.domain.failure.Unauthenticated with code {@code token_expired}, or {@code token_invalid} for
     *     anything else; why is for the log
     */
    AccessClaims verify(String token);

    /**
     * The public keys of all tokens that may still be valid.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>
     */
    Json.Obj publicKeys();
}
