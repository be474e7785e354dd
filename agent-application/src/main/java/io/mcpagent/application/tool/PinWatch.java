package io.mcpagent.application.tool;

import io.mcpagent.application.access.Audited;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.CanonicalJson;
import io.mcpagent.domain.tool.PinState;
import io.mcpagent.domain.tool.PinnedTool;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ServedToolJson;
import io.mcpagent.domain.tool.ServedToolNames;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerOffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds what servers offer against the pins: what is new waits for a person, and what has changed is put in quarantine. */
final class PinWatch {
    /** Of one server; a server that makes up names goes on without us. */
    private static final int MOST_PINS = 1_000;

    private static final int LONGEST_NAME = 256;
    private static final int LARGEST = 256 << 10;

    private final ToolServerPorts ports;

    PinWatch(ToolServerPorts ports) {
        this.ports = ports;
    }

    /**
     * Takes note of an offer.
     *
     * @param caller for whom it was asked
     * @param entry of the server as it was when it was asked; of one that is another by now nothing is taken
     */
    void offered(Caller caller, ToolServerEntry entry, ToolServerOffer offer) {
        var tools = usable(entry.name(), offer);
        if (news(entry.name(), tools).isEmpty()) return;
        ports.transactions().write(() -> {
            var isStillSo = ports.servers()
                    .find(entry.name())
                    .filter(now -> now.address().equals(entry.address()))
                    .isPresent();
            if (isStillSo) news(entry.name(), tools).forEach(pin -> save(caller, pin));
        });
    }

    private void save(Caller caller, PinnedTool pin) {
        ports.servers().save(pin);
        if (pin.state() instanceof PinState.Quarantined)
            ports.trail().done(caller, Audited.TOOL_QUARANTINED, Audited.tool(pin.name()));
    }

    private List<PinnedTool> news(ToolServerName server, Map<String, ServedTool> tools) {
        var pins =
                ports.servers().pins(server).stream().collect(Collectors.toMap(PinnedTool::name, Function.identity()));
        var room = MOST_PINS - pins.size();
        var news = new ArrayList<PinnedTool>();
        for (var tool : tools.entrySet()) {
            var before = pins.get(tool.getKey());
            if (before == null) {
                if (room-- > 0) news.add(PinnedTool.waiting(server, tool.getValue()));
            } else {
                var after = before.offered(tool.getValue());
                if (!after.equals(before)) news.add(after);
            }
        }
        return news;
    }

    /** By the names that they have here; of two of one name the first. */
    static Map<String, ServedTool> usable(ToolServerName server, ToolServerOffer offer) {
        var tools = new LinkedHashMap<String, ServedTool>();
        offer.tools().stream()
                .filter(PinWatch::isUsable)
                .forEach(tool -> tools.putIfAbsent(ServedToolNames.of(server, tool.name()), tool));
        return tools;
    }

    private static boolean isUsable(ServedTool tool) {
        return !tool.name().isBlank()
                && tool.name().length() <= LONGEST_NAME
                && CanonicalJson.bytes(ServedToolJson.of(tool)).length <= LARGEST;
    }
}
