package io.mcpagent.adapter.access;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the master keys are, and who else may vouch for users. Wherever it is, there may be several, divided by white space: the first seals, the others open
 * what they sealed before they were followed.
 *
 * @param masterKeyFile made when it is first needed, readable by its owner alone
 * @param masterKey in its place: 256 bits in Base64; shown by nothing here
 * @param masterKeyCommand in its place: a program and its arguments, divided by blanks, whose output is the key
 */
public record AccessSettings(
        Path masterKeyFile,
        Optional<String> masterKey,
        Optional<String> masterKeyCommand,
        Optional<OidcSettings> oidc) {
    static final int KEY_BYTES = 32;

    /** @throws IllegalArgumentException whose message does not repeat the key */
    public AccessSettings {
        if (masterKey.filter(given -> KeyRing.parse(given).isEmpty()).isPresent())
            throw new IllegalArgumentException(
                    "access.master-key has to be 32 random bytes in Base64, such as `openssl rand -base64 32` makes");
        if (masterKey.isPresent() && masterKeyCommand.isPresent())
            throw new IllegalArgumentException(
                    "access.master-key and access.master-key-command are both set; take one");
        if (masterKeyCommand.filter(String::isBlank).isPresent())
            throw new IllegalArgumentException("access.master-key-command is blank");
    }

    public AccessSettings with(Optional<OidcSettings> other) {
        return new AccessSettings(masterKeyFile, masterKey, masterKeyCommand, other);
    }

    /** Whether the keys lie in the file, where they can be changed. */
    boolean isFile() {
        return masterKey.isEmpty() && masterKeyCommand.isEmpty();
    }

    @Override
    public String toString() {
        return "AccessSettings[" + masterKeyFile + "]";
    }
}
