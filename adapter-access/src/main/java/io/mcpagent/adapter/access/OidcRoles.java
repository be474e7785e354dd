package io.mcpagent.adapter.access;

import io.mcpagent.domain.access.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which roles somebody has by what the provider says of them. */
final class OidcRoles {
    private final AccessSettings.Oidc settings;

    OidcRoles(AccessSettings.Oidc settings) {
        this.settings = settings;
    }

    /** Whether the provider is asked at all. */
    boolean govern() {
        return !settings.roles().isEmpty();
    }

    /** Whether the claims say something of it. */
    boolean areIn(Map<String, Object> claims) {
        return !values(claims).isEmpty();
    }

    Set<Role> of(Map<String, Object> claims) {
        var found = EnumSet.noneOf(Role.class);
        values(claims).stream()
                .map(value -> settings.roles().get(value))
                .filter(Objects::nonNull)
                .forEach(found::add);
        if (found.isEmpty()) settings.defaultRole().ifPresent(found::add);
        return found;
    }

    /** A list of texts, or one text; of anything else nothing follows. */
    private List<String> values(Map<String, Object> claims) {
        Object at = claims;
        for (var name : settings.rolesClaim().split("\\.", -1)) {
            if (!(at instanceof Map<?, ?> object)) return List.of();
            at = object.get(name);
            if (at == null) return List.of();
        }
        if (at instanceof String one) return List.of(one);
        if (!(at instanceof Collection<?> several)) return List.of();
        return several.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }
}
