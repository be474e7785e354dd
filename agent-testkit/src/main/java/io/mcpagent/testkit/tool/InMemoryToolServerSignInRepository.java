package io.mcpagent.testkit.tool;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerSignIn;
import io.mcpagent.domain.tool.ToolServerSignInRepository;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Sign-ins with tool servers over an {@link InMemoryStore}. */
public final class InMemoryToolServerSignInRepository implements ToolServerSignInRepository {
    private static final Table<Id, ToolServerSignIn> SIGN_INS = new Table<>("tool_server_sign_ins");

    private final InMemoryStore store;

    private record Id(ToolServerName server, UserId user) {}

    public InMemoryToolServerSignInRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<ToolServerSignIn> find(ToolServerName server, UserId user) {
        return Optional.ofNullable(store.rows(SIGN_INS).get(new Id(server, user)));
    }

    @Override
    public boolean put(ToolServerSignIn signIn) {
        return store.write(() -> {
            if (signIn.version() == 1) InMemoryToolServerRepository.require(store, signIn.server());
            var id = new Id(signIn.server(), signIn.user());
            var before = Optional.ofNullable(store.rows(SIGN_INS).get(id))
                    .map(ToolServerSignIn::version)
                    .orElse(0L);
            if (signIn.version() != before + 1) return false;
            store.changing(SIGN_INS).put(id, signIn);
            return true;
        });
    }

    @Override
    public void remove(ToolServerName server, UserId user) {
        store.write(() -> Optional.ofNullable(store.changing(SIGN_INS).remove(new Id(server, user))));
    }

    @Override
    public void removeAll(ToolServerName server) {
        store.write(() -> store.changing(SIGN_INS).keySet().removeIf(id -> id.server.equals(server)));
    }

    @Override
    public List<ToolServerSignIn> all() {
        return store.rows(SIGN_INS).values().stream()
                .sorted(Comparator.comparing(
                                (ToolServerSignIn row) -> row.server().value())
                        .thenComparing(row -> row.user().value()))
                .toList();
    }
}
