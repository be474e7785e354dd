package io.mcpagent.testkit.tool;

import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.tool.PinState;
import io.mcpagent.domain.tool.PinnedTool;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerRepository;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tool servers and pins over an {@link InMemoryStore}. */
public final class InMemoryToolServerRepository implements ToolServerRepository {
    private static final Table<ToolServerName, ToolServerEntry> SERVERS = new Table<>("tool_servers");
    private static final Table<String, PinnedTool> PINS = new Table<>("tool_pins");

    private final InMemoryStore store;

    public InMemoryToolServerRepository(InMemoryStore store) {
        this.store = store;
    }

    /** @throws NotFound with code {@code tool_server_not_found} */
    static void require(InMemoryStore store, ToolServerName name) {
        if (!store.rows(SERVERS).containsKey(name))
            throw new NotFound("tool_server_not_found", "There is no tool server named %s.".formatted(name.value()));
    }

    @Override
    public List<ToolServerEntry> all() {
        return store.rows(SERVERS).values().stream()
                .sorted(Comparator.comparing(entry -> entry.name().value()))
                .toList();
    }

    @Override
    public Optional<ToolServerEntry> find(ToolServerName name) {
        return Optional.ofNullable(store.rows(SERVERS).get(name));
    }

    @Override
    public ToolServerEntry save(ToolServerEntry entry) {
        return store.write(() -> {
            var stored = find(entry.name()).map(ToolServerEntry::version).orElse(0L);
            if (entry.version() == 0 && stored != 0)
                throw new Conflict("tool_server_name_taken", "There is one of that name already.");
            if (stored != entry.version()) throw new Conflict("tool_server_changed", "It was changed meanwhile.");
            if (entry.version() == 0)
                store.changing(PINS).values().removeIf(pin -> pin.server().equals(entry.name()));
            var saved = entry.at(stored + 1);
            store.changing(SERVERS).put(saved.name(), saved);
            return saved;
        });
    }

    @Override
    public boolean delete(ToolServerName name) {
        return store.write(() -> {
            store.changing(PINS).values().removeIf(pin -> pin.server().equals(name));
            return store.changing(SERVERS).remove(name) != null;
        });
    }

    @Override
    public List<PinnedTool> pins(ToolServerName server) {
        return pins(pin -> pin.server().equals(server));
    }

    @Override
    public List<PinnedTool> callable() {
        return store.read(() -> pins(pin -> pin.state() instanceof PinState.Approved
                && find(pin.server()).filter(ToolServerEntry::enabled).isPresent()));
    }

    private List<PinnedTool> pins(Predicate<PinnedTool> wanted) {
        return store.rows(PINS).values().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(PinnedTool::name))
                .toList();
    }

    @Override
    public PinnedTool save(PinnedTool pin) {
        return store.write(() -> {
            var stored = Optional.ofNullable(store.rows(PINS).get(pin.name()))
                    .map(PinnedTool::version)
                    .orElse(0L);
            if (stored != pin.version()) throw new Conflict("tool_pin_changed", "It was changed meanwhile.");
            var saved = pin.at(stored + 1);
            store.changing(PINS).put(saved.name(), saved);
            return saved;
        });
    }
}
