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
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds what servers offer against the pins: what is new waits for a person, and what has changed is put in quarantine. */
final class PinWatch {
    /** Of one server; a server that makes up names goes on without us. */
    private static final int MOST_PINS = 1_000;

    private static final int LONGEST_NAME = 256;
    private static final int LARGEST = 256 << 10;
    /** Of all definitions of one server, in bytes of their canonical JSON. */
    private static final int MOST_BYTES = 2 << 20;

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
            if (isStillSo) news(entry.name(), tools).forEach(news -> save(caller, news));
        });
    }

    /** A pin as it is from now on. */
    private record News(PinnedTool pin, boolean isPutInQuarantine) {}

    private void save(Caller caller, News news) {
        ports.servers().save(news.pin());
        if (news.isPutInQuarantine())
            ports.trail()
                    .done(
                            caller,
                            Audited.TOOL_QUARANTINED,
                            Audited.tool(news.pin().name()));
    }

    /** What there is no room for is not taken; it can't be called, as nobody has approved it so. */
    private List<News> news(ToolServerName server, Map<String, ServedTool> tools) {
        var pins =
                ports.servers().pins(server).stream().collect(Collectors.toMap(PinnedTool::name, Function.identity()));
        var room = MOST_PINS - pins.size();
        var bytes = MOST_BYTES - pins.values().stream().mapToInt(PinWatch::size).sum();
        var news = new ArrayList<News>();
        for (var tool : tools.entrySet()) {
            var before = Optional.ofNullable(pins.get(tool.getKey()));
            var after = before.map(pin -> pin.offered(tool.getValue()))
                    .orElseGet(() -> PinnedTool.waiting(server, tool.getValue()));
            if (before.equals(Optional.of(after)) || (before.isEmpty() && room == 0)) continue;
            var more = size(after) - before.map(PinWatch::size).orElse(0);
            if (more > bytes) continue;
            bytes -= more;
            if (before.isEmpty()) room--;
            news.add(new News(
                    after,
                    isInQuarantine(after)
                            && before.filter(PinWatch::isInQuarantine).isEmpty()));
        }
        return news;
    }

    private static boolean isInQuarantine(PinnedTool pin) {
        return pin.state() instanceof PinState.Quarantined;
    }

    private static int size(PinnedTool pin) {
        return size(pin.state().newest());
    }

    private static int size(ServedTool tool) {
        return CanonicalJson.bytes(ServedToolJson.of(tool)).length;
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
        return !tool.name().isBlank() && tool.name().length() <= LONGEST_NAME && size(tool) <= LARGEST;
    }
}
