package io.mcpagent.adapter.access;

import io.mcpagent.domain.access.Role;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        Path masterKeyFile, Optional<String> masterKey, Optional<String> masterKeyCommand, Optional<Oidc> oidc) {
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

    public AccessSettings with(Optional<Oidc> other) {
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

    /**
     * An OpenID provider whose users may come in.
     *
     * @param issuer as its tokens name it; https, but on this machine
     * @param clientSecret for a client that has one; shown by nothing here
     * @param audience what an access token has to be for, so that it is taken as a bearer token
     * @param rolesClaim names of objects within each other divided by dots, such as {@code realm_access.roles}
     * @param roles which role a value of that claim stands for; where there are none, roles are given here and not there
     * @param defaultRole of whoever has no such value; without it, they are refused
     */
    public record Oidc(
            URI issuer,
            String clientId,
            Optional<String> clientSecret,
            String audience,
            List<String> scopes,
            String rolesClaim,
            Map<String, Role> roles,
            Optional<Role> defaultRole) {
        /** @throws IllegalArgumentException whose message says which setting is wrong */
        public Oidc {
            scopes = List.copyOf(scopes);
            roles = Map.copyOf(roles);
            if (!isSafe(issuer))
                throw new IllegalArgumentException(
                        "access.oidc-issuer has to be an https URL without a query or a fragment, not \"%s\""
                                .formatted(issuer));
            if (clientId.isBlank()) throw new IllegalArgumentException("access.oidc-client-id is empty");
            if (!scopes.contains("openid")) throw new IllegalArgumentException("access.oidc-scopes has to hold openid");
            if (roles.isEmpty() && defaultRole.isEmpty())
                throw new IllegalArgumentException(
                        "with access.oidc-issuer there has to be access.oidc-roles or access.oidc-default-role, or nobody could come in");
        }

        private static boolean isSafe(URI issuer) {
            if (issuer.getHost() == null || issuer.getQuery() != null || issuer.getFragment() != null) return false;
            return switch (String.valueOf(issuer.getScheme())) {
                case "https" -> true;
                case "http" -> issuer.getHost().matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
                default -> false;
            };
        }

        @Override
        public String toString() {
            return "Oidc[" + issuer + ", " + clientId + "]";
        }
    }
}
