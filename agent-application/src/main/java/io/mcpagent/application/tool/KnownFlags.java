package io.mcpagent.application.tool;

import io.mcpagent.domain.tool.DefinitionHash;
import io.mcpagent.domain.tool.PinnedTool;
import io.mcpagent.domain.tool.ToolFlag;
import io.mcpagent.domain.tool.ToolFlags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be looked at in definitions, remembered by their hashes, so that a server's large ones are gone through once. */
final class KnownFlags {
    private static final int MOST = 2_000;

    /** Those that were used last stay. */
    private final Map<DefinitionHash, List<ToolFlag>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DefinitionHash, List<ToolFlag>> eldest) {
            return size() > MOST;
        }
    };

    /** @param others names of other tools, and whose these are */
    List<ToolFlag> of(PinnedTool pin, Map<String, String> others) {
        var tool = pin.state().newest();
        var inside = found(pin.hash()).orElseGet(() -> {
            var flags = ToolFlags.inside(tool);
            synchronized (known) {
                known.put(pin.hash(), flags);
            }
            return flags;
        });
        return Stream.concat(inside.stream(), ToolFlags.names(tool, others).stream())
                .toList();
    }

    private Optional<List<ToolFlag>> found(DefinitionHash hash) {
        synchronized (known) {
            return Optional.ofNullable(known.get(hash));
        }
    }
}
