package io.mcpagent.domain.access;

import java.util.regex.Pattern;

/**
 * What only the browser knows that began to sign in elsewhere, until it comes back: so that nobody can have another's
 * browser finish what they began, and a code is of no use to whoever picks it up.
 *
 * @param state comes back with the code
 * @param nonce comes back in what the provider signs
 * @param verifier goes to the provider with the code; its hash went there at the beginning
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636">RFC 7636, PKCE</a>
 */
public record PendingSignIn(String state, String nonce, String verifier) {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** @throws IllegalArgumentException when one is none of our secrets */
    public PendingSignIn {
        if (!isSecret(state) || !isSecret(nonce) || !isSecret(verifier))
            throw new IllegalArgumentException("a sign-in is made of three secrets");
    }

    private static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }
}
