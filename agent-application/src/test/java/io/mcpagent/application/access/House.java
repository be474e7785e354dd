package io.mcpagent.application.access;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.User;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.access.CountingSecrets;
import io.mcpagent.testkit.access.InMemoryApiKeyRepository;
import io.mcpagent.testkit.access.InMemoryAuditRepository;
import io.mcpagent.testkit.access.InMemoryExternalIdentityRepository;
import io.mcpagent.testkit.access.InMemoryGrantRepository;
import io.mcpagent.testkit.access.InMemoryRefreshTokenRepository;
import io.mcpagent.testkit.access.InMemoryUserRepository;
import io.mcpagent.testkit.access.PlainPasswords;
import io.mcpagent.testkit.access.PlainTokens;
import io.mcpagent.testkit.access.ScriptedIdentityProvider;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The use cases of access over fakes. */
final class House {
    static final Password PASSWORD = new Password("correct horse battery");
    static final String ADDRESS = "192.0.2.7";

    final SteppingTime time = new SteppingTime();
    final PlainPasswords passwords = new PlainPasswords();
    private final InMemoryStore store = new InMemoryStore(time);
    final ScriptedIdentityProvider provider = new ScriptedIdentityProvider(time);
    final AccessPorts ports = new AccessPorts(
            new InMemoryUserRepository(store),
            new InMemoryApiKeyRepository(store),
            new InMemoryRefreshTokenRepository(store),
            new InMemoryExternalIdentityRepository(store),
            Optional.of(provider),
            new InMemoryAuditRepository(store),
            passwords,
            new PlainTokens(time),
            new InMemoryTransactions(store));
    final AccessSources sources = new AccessSources(new CountingIds(), new CountingSecrets(), time);
    final List<Denial> denials = new ArrayList<>();
    final Authorization authorization = new Authorization(new InMemoryGrantRepository(store), denials::add);
    final AuditTrail trail = AuditTrail.of(ports, sources);
    final UserService users = new UserService(ports, sources, authorization);
    final LoginService logins = new LoginService(ports, sources, authorization);
    final ApiKeyService keys = new ApiKeyService(ports, sources, authorization);
    final Authentication authentication = new Authentication(ports, sources);

    /** The first user. */
    User admin() {
        return add("admin", Role.ADMIN);
    }

    User add(String name, Role role) {
        return users.create(Caller.LOCAL_OWNER, new NewUser(address(name), name, Set.of(role)), PASSWORD);
    }

    SignedIn login(String name) {
        return login(name, PASSWORD);
    }

    SignedIn login(String name, Password password) {
        return logins.login(new LoginRequest(address(name), password, ADDRESS, Optional.of("request-1")));
    }

    static String address(String name) {
        return name + "@example.org";
    }

    static Caller caller(User user) {
        return new Caller(user.id(), user.roles(), Optional.empty());
    }
}
