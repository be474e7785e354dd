package io.mcpagent.application.access;

/** The use cases of access, and who asks for them; always together. */
public record AccessServices(
        Authentication authentication,
        LoginService logins,
        ExternalLoginService externalLogins,
        UserService users,
        ApiKeyService keys,
        FirstOwner firstOwner,
        AuditService audit) {
    public static AccessServices over(AccessPorts ports, AccessSources sources, Authorization authorization) {
        var trail = AuditTrail.of(ports, sources);
        var users = new UserService(ports, sources, authorization);
        return new AccessServices(
                new Authentication(ports, sources),
                new LoginService(ports, sources, authorization),
                new ExternalLoginService(ports, sources, trail),
                users,
                new ApiKeyService(ports, sources, authorization),
                new FirstOwner(ports.users(), users, sources.secrets(), trail),
                new AuditService(ports.audit(), authorization));
    }
}
