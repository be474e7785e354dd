package io.mcpagent.bootstrap.settings;

import io.mcpagent.adapter.access.AccessSettings;
import io.mcpagent.domain.access.Role;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of an identity provider. */
final class OidcCatalog {
    private static final Set<String> SCOPES = new LinkedHashSet<>(List.of("openid", "email", "profile"));

    static final Setting<Optional<URI>> ISSUER = new Setting<>(
            "access.oidc-issuer",
            SettingType.optionalUrl(),
            environment -> Optional.empty(),
            "none",
            "An OpenID provider whose users may come in, as its tokens name it, such as `https://login.example.com/realms/team`. Its host may be called whatever its address is, like one of `outbound.allow`.");
    static final Setting<Optional<String>> CLIENT_ID = new Setting<>(
            "access.oidc-client-id",
            SettingType.text(),
            environment -> Optional.empty(),
            "none",
            "The name under which this installation is known there. Its redirect URL is `/api/v1/auth/oidc/callback` of the server.");
    static final Setting<Optional<String>> CLIENT_SECRET = new Setting<>(
            "access.oidc-client-secret",
            SettingType.secret(),
            environment -> Optional.empty(),
            "none: a public client",
            "Its secret, where it has one. Rather a variable than a line in a file.");
    static final Setting<Optional<String>> AUDIENCE = new Setting<>(
            "access.oidc-audience",
            SettingType.text(),
            environment -> Optional.empty(),
            "the client's id",
            "For whom an access token of the provider has to be, so that it is taken as a bearer token.");
    static final Setting<Set<String>> SCOPES_ASKED = new Setting<>(
            "access.oidc-scopes",
            SettingType.several(text -> text, "scopes divided by commas"),
            environment -> SCOPES,
            "openid, email, profile",
            "What is asked for when somebody signs in.");
    static final Setting<String> ROLES_CLAIM = new Setting<>(
            "access.oidc-roles-claim",
            SettingType.required(),
            environment -> "roles",
            "roles",
            "The claim that tells somebody's roles or groups; dots lead into objects, as in `realm_access.roles`.");
    static final Setting<Set<RoleOf>> ROLES = new Setting<>(
            "access.oidc-roles",
            SettingType.several(RoleOf::parse, "VALUE=ROLE pairs divided by commas"),
            environment -> Set.of(),
            "none: roles are given here",
            "Which role a value of that claim stands for, as in `engineering=editor, it-admins=admin`. Then the provider decides at each sign-in, and with each token.");
    static final Setting<Optional<Role>> DEFAULT_ROLE = new Setting<>(
            "access.oidc-default-role",
            new SettingType<>(
                    text -> Optional.of(SettingType.oneOf(Role.class).read().apply(text)),
                    value -> value.map(OidcCatalog::kebab).orElse("")),
            environment -> Optional.empty(),
            "none: they are refused",
            "The role of those who have no such value.");

    static final List<Setting<?>> ALL =
            List.of(ISSUER, CLIENT_ID, CLIENT_SECRET, AUDIENCE, SCOPES_ASKED, ROLES_CLAIM, ROLES, DEFAULT_ROLE);

    /** What a value of a claim stands for. */
    record RoleOf(String value, Role role) {
        static RoleOf parse(String text) {
            var equals = text.lastIndexOf('=');
            if (equals < 1) throw new IllegalArgumentException("it has to be VALUE=ROLE");
            var role = SettingType.oneOf(Role.class)
                    .read()
                    .apply(text.substring(equals + 1).strip());
            return new RoleOf(text.substring(0, equals).strip(), role);
        }

        @Override
        public String toString() {
            return value + "=" + kebab(role);
        }
    }

    private OidcCatalog() {}

    static Optional<AccessSettings.Oidc> read(SettingsReader reader) {
        var issuer = reader.get(ISSUER);
        var client = reader.get(CLIENT_ID);
        if (issuer.isPresent() != client.isPresent())
            throw new IllegalArgumentException(
                    "access.oidc-issuer and access.oidc-client-id go together, and one of them is missing");
        return issuer.map(given -> new AccessSettings.Oidc(
                given,
                client.orElseThrow(),
                reader.get(CLIENT_SECRET),
                reader.get(AUDIENCE).orElseGet(client::orElseThrow),
                List.copyOf(reader.get(SCOPES_ASKED)),
                reader.get(ROLES_CLAIM),
                reader.get(ROLES).stream()
                        .collect(Collectors.toMap(RoleOf::value, RoleOf::role, (one, other) -> other)),
                reader.get(DEFAULT_ROLE)));
    }

    static Stream<String> shown(Optional<AccessSettings.Oidc> oidc) {
        return oidc.stream()
                .flatMap(settings -> Stream.of(
                        Settings.line(ISSUER, Optional.of(settings.issuer())),
                        Settings.line(CLIENT_ID, Optional.of(settings.clientId())),
                        Settings.line(CLIENT_SECRET, settings.clientSecret()),
                        Settings.line(AUDIENCE, Optional.of(settings.audience())),
                        Settings.line(SCOPES_ASKED, Set.copyOf(settings.scopes())),
                        Settings.line(ROLES_CLAIM, settings.rolesClaim()),
                        Settings.line(ROLES, rolesOf(settings.roles())),
                        Settings.line(DEFAULT_ROLE, settings.defaultRole())));
    }

    private static Set<RoleOf> rolesOf(Map<String, Role> roles) {
        return roles.entrySet().stream()
                .map(entry -> new RoleOf(entry.getKey(), entry.getValue()))
                .collect(Collectors.toSet());
    }

    private static String kebab(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
