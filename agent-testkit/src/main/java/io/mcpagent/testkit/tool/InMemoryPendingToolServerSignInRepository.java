package io.mcpagent.testkit.tool;

import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.tool.PendingToolServerSignIn;
import io.mcpagent.domain.tool.PendingToolServerSignInRepository;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Sign-ins with tool servers that were begun, over an {@link InMemoryStore}. */
public final class InMemoryPendingToolServerSignInRepository implements PendingToolServerSignInRepository {
    private static final Table<SecretHash, PendingToolServerSignIn> PENDING =
            new Table<>("pending_tool_server_sign_ins");

    private final InMemoryStore store;

    public InMemoryPendingToolServerSignInRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void add(PendingToolServerSignIn pending) {
        store.write(() -> {
            InMemoryToolServerRepository.require(store, pending.server());
            return Optional.ofNullable(store.changing(PENDING).put(pending.state(), pending));
        });
    }

    @Override
    public void replace(PendingToolServerSignIn pending) {
        store.write(() -> Optional.ofNullable(store.changing(PENDING).replace(pending.state(), pending)));
    }

    @Override
    public Optional<PendingToolServerSignIn> take(SecretHash state) {
        return store.write(() -> Optional.ofNullable(store.changing(PENDING).remove(state)));
    }

    @Override
    public void removeAll(ToolServerName server) {
        remove(pending -> pending.server().equals(server));
    }

    @Override
    public void deleteExpired(Instant now) {
        remove(pending -> pending.isExpired(now));
    }

    @Override
    public List<PendingToolServerSignIn> all() {
        return store.rows(PENDING).values().stream()
                .sorted(Comparator.comparing(pending -> pending.state().value()))
                .toList();
    }

    private void remove(Predicate<PendingToolServerSignIn> which) {
        store.write(() -> store.changing(PENDING).values().removeIf(which));
    }
}
