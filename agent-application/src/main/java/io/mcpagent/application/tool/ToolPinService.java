package io.mcpagent.application.tool;

import io.mcpagent.application.access.Audited;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.tool.DefinitionHash;
import io.mcpagent.domain.tool.PinnedTool;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolFlag;
import io.mcpagent.domain.tool.ToolFlags;
import io.mcpagent.domain.tool.ToolServerName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people say of the tools of servers. A tool may be called in the definition that somebody approved, and in no other. */
public final class ToolPinService {
    private final ToolServerPorts ports;
    private final Authorization authorization;
    private final Supplier<List<String>> builtIn;
    private final ToolServerSecrets secrets;
    private final Redaction redaction;
    private final PinWatch watch;
    private final LatelyFound<ServedTool, List<ToolFlag>> flags = new LatelyFound<>();

    /** @param builtIn names of the tools that no server has, for which none is to be mistaken */
    public ToolPinService(ToolServerPorts ports, Authorization authorization, Supplier<List<String>> builtIn) {
        this.ports = ports;
        this.authorization = authorization;
        this.builtIn = builtIn;
        this.secrets = new ToolServerSecrets(ports.secrets());
        this.redaction = new Redaction(secrets);
        this.watch = new PinWatch(ports);
    }

    /**
     * Reaches a server, also one that is not enabled, and holds what it offers against the pins. What is new waits from then
     * on, and what has changed is in quarantine.
     *
     * @throws NotFound with code {@code tool_server_not_found}
     * @throws io.mcpagent.domain.failure.UpstreamFailure as {@code ToolServerPort.offer} does
     */
    public TestedToolServer test(Caller caller, ToolServerName name) {
        authorization.require(caller, Permission.MANAGE_TOOLS);
        var entry = ToolServerService.found(ports, name);
        // Before it is reached: a program that was started has been.
        ports.trail().done(caller, Audited.TOOL_SERVER_TESTED, Audited.toolServer(name));
        var offer = redaction.failures(entry, () -> ports.reaching().get().offer(secrets.open(entry), caller));
        watch.offered(caller, entry, offer);
        var offered = PinWatch.usable(name, offer);
        var pins = listed(name);
        var missing = pins.stream()
                .map(listed -> listed.pin().name())
                .filter(tool -> !offered.containsKey(tool))
                .toList();
        return new TestedToolServer(offer, pins, missing, offer.tools().size() - offered.size());
    }

    /**
     * The pins of a server, by name. It is not reached for that.
     *
     * @throws NotFound with code {@code tool_server_not_found}
     */
    public List<ListedPin> pins(Caller caller, ToolServerName name) {
        authorization.require(caller, Permission.MANAGE_TOOLS);
        ToolServerService.found(ports, name);
        return listed(name);
    }

    /**
     * Lets tools be called.
     *
     * @param tools each by its name here, with the hash of the definition that was looked at; all of them or none
     * @param annotations whether what the server says its tools do to the world may be relied on
     * @return the pins of the server
     * @throws NotFound with code {@code tool_server_not_found} or {@code tool_pin_not_found}
     * @throws Conflict with code {@code tool_pin_changed} when one has another definition by now
     * @throws InvalidRequest with code {@code tools_missing} when there is none
     */
    public List<ListedPin> approve(
            Caller caller, ToolServerName name, Map<String, DefinitionHash> tools, boolean annotations) {
        authorization.require(caller, Permission.MANAGE_TOOLS);
        var now = ports.clock().instant();
        return decide(name, tools, pin -> {
            tell(caller, Audited.TOOL_APPROVED, pin);
            if (annotations) tell(caller, Audited.TOOL_ANNOTATIONS_CONFIRMED, pin);
            return pin.approved(caller.user(), now, annotations);
        });
    }

    /** Has tools not be called, until they are approved or have another definition; the same otherwise. */
    public List<ListedPin> reject(Caller caller, ToolServerName name, Map<String, DefinitionHash> tools) {
        authorization.require(caller, Permission.MANAGE_TOOLS);
        var now = ports.clock().instant();
        return decide(name, tools, pin -> {
            tell(caller, Audited.TOOL_REJECTED, pin);
            return pin.rejected(caller.user(), now);
        });
    }

    private void tell(Caller caller, AuditAction action, PinnedTool pin) {
        ports.trail().done(caller, action, Audited.tool(pin.name()));
    }

    private List<ListedPin> decide(
            ToolServerName name, Map<String, DefinitionHash> tools, UnaryOperator<PinnedTool> decision) {
        if (tools.isEmpty())
            throw new InvalidRequest("tools_missing", "Name at least one tool, with the hash of its definition.");
        ports.transactions().write(() -> {
            ToolServerService.found(ports, name);
            var pins = ports.servers().pins(name).stream()
                    .collect(Collectors.toMap(PinnedTool::name, Function.identity()));
            tools.forEach((tool, hash) -> {
                var pin = pins.get(tool);
                if (pin == null)
                    throw new NotFound("tool_pin_not_found", "There is no tool %s of that server.".formatted(tool));
                if (!pin.hash().equals(hash))
                    throw new Conflict(
                            "tool_pin_changed",
                            "The tool %s has another definition than the one that was looked at. Look at it again."
                                    .formatted(tool));
                ports.servers().save(decision.apply(pin));
            });
        });
        return listed(name);
    }

    private List<ListedPin> listed(ToolServerName name) {
        var others = new HashMap<String, String>();
        ports.servers().callable().stream()
                .filter(pin -> !pin.server().equals(name))
                .forEach(pin ->
                        others.put(pin.state().newest().name(), pin.server().value()));
        builtIn.get().forEach(tool -> others.put(tool, "this platform"));
        return ports.servers().pins(name).stream()
                .map(pin -> new ListedPin(pin, flags(pin.state().newest(), others)))
                .toList();
    }

    private List<ToolFlag> flags(ServedTool tool, Map<String, String> others) {
        return Stream.concat(flags.of(tool, ToolFlags::inside).stream(), ToolFlags.names(tool, others).stream())
                .toList();
    }
}
