package io.mcpagent.adapter.access;

import io.mcpagent.domain.access.Role;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
public record OidcSettings(
        URI issuer,
        String clientId,
        Optional<String> clientSecret,
        String audience,
        List<String> scopes,
        String rolesClaim,
        Map<String, Role> roles,
        Optional<Role> defaultRole) {
    /** @throws IllegalArgumentException whose message says which setting is wrong */
    public OidcSettings {
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
        return "OidcSettings[" + issuer + ", " + clientId + "]";
    }
}
