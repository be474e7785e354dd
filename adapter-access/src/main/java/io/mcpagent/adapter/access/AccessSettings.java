package io.mcpagent.adapter.access;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the master key is, and who else may vouch for users.
 *
 * @param masterKeyFile made when it is first needed, readable by its owner alone
 * @param masterKey in its place: 256 bits in Base64; shown by nothing here
 */
public record AccessSettings(Path masterKeyFile, Optional<String> masterKey, Optional<OidcSettings> oidc) {
    static final int KEY_BYTES = 32;

    /** @throws IllegalArgumentException whose message does not repeat the key */
    public AccessSettings {
        if (masterKey.filter(given -> !isKey(given)).isPresent())
            throw new IllegalArgumentException(
                    "access.master-key has to be 32 random bytes in Base64, such as `openssl rand -base64 32` makes");
    }

    @Override
    public String toString() {
        return "AccessSettings[" + masterKeyFile + "]";
    }

    private static boolean isKey(String given) {
        try {
            return Base64.getDecoder().decode(given.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}
