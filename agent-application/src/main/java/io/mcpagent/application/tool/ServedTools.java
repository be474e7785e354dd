package io.mcpagent.application.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.DefinitionHash;
import io.mcpagent.domain.tool.PinState;
import io.mcpagent.domain.tool.PinnedTool;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerOffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The tools of servers, as far as people have approved them. They are listed from the records: no server is reached for it, so
 * that none delays a run that does not call it.
 *
 * <p>Before each call the server's offer is held against the pin, in that order: the pin is read when the offer is there, and
 * the call follows at once. A tool whose definition is not the approved one is not called.
 */
public final class ServedTools implements ToolPort {
    private final ToolServerPorts ports;
    private final ToolServerSecrets secrets;
    private final Redaction redaction;
    private final PinWatch watch;
    private final Map<ToolServerName, Looked> looked = new ConcurrentHashMap<>();

    /** The last offer that was held against all pins of its server. */
    private record Looked(ToolServerEntry entry, ToolServerOffer offer) {}

    public ServedTools(ToolServerPorts ports) {
        this.ports = ports;
        this.secrets = new ToolServerSecrets(ports.secrets());
        this.redaction = new Redaction(secrets);
        this.watch = new PinWatch(ports);
    }

    @Override
    public List<ToolDefinition> tools() {
        var callable = ports.servers().callable();
        if (callable.isEmpty()) return List.of();
        var trusted = ports.servers().all().stream()
                .filter(ToolServerEntry::trusted)
                .map(ToolServerEntry::name)
                .collect(Collectors.toSet());
        return callable.stream()
                .flatMap(pin -> approved(pin).stream()
                        .map(approved -> definition(pin, approved, trusted.contains(pin.server()))))
                .toList();
    }

    private static ToolDefinition definition(PinnedTool pin, PinState.Approved approved, boolean isTrusted) {
        var tool = approved.definition();
        var described = tool.description().isBlank()
                ? tool.title().filter(title -> !title.isBlank()).orElse("No description.")
                : tool.description();
        var schema = tool.inputSchema().get("type").isPresent()
                ? tool.inputSchema()
                : tool.inputSchema().with("type", Json.of("object"));
        return new ToolDefinition(pin.name(), described, schema, approved.effect(), approved.reach(), isTrusted);
    }

    @Override
    public ToolResponse call(ToolInvocation invocation) {
        var known = callable(invocation.tool());
        if (known.isEmpty()) return notApproved(invocation.tool());
        var entry = ports.servers().find(known.get().server()).filter(ToolServerEntry::enabled);
        if (entry.isEmpty()) return notApproved(invocation.tool());
        return redaction.failures(entry.get(), () -> redaction.response(called(entry.get(), invocation), entry.get()));
    }

    private ToolResponse called(ToolServerEntry entry, ToolInvocation invocation) {
        var server = secrets.open(entry);
        var reaching = ports.reaching().get();
        var offer = reaching.offer(server, invocation.caller());
        look(entry, offer, invocation);
        var approved = callable(invocation.tool()).flatMap(ServedTools::approved);
        if (approved.isEmpty()) return notApproved(invocation.tool());
        var offered = Optional.ofNullable(PinWatch.usable(entry.name(), offer).get(invocation.tool()));
        if (offered.isEmpty())
            return new ToolOutcome.Failed(
                    "The server does not offer the tool %s any more; it was not called.".formatted(invocation.tool()));
        if (!isSame(offered.get(), approved.get().definition())) return notApproved(invocation.tool());
        return reaching.call(server, approved.get().definition().name(), invocation);
    }

    /** All tools of the offer, so that people are told of all that has changed at once. */
    private void look(ToolServerEntry entry, ToolServerOffer offer, ToolInvocation invocation) {
        var now = new Looked(entry, offer);
        if (now.equals(looked.get(entry.name()))) return;
        watch.offered(invocation.caller(), entry, offer);
        looked.put(entry.name(), now);
    }

    private static boolean isSame(ServedTool offered, ServedTool approved) {
        return DefinitionHash.of(offered).equals(DefinitionHash.of(approved));
    }

    private Optional<PinnedTool> callable(String name) {
        return ports.servers().callable().stream()
                .filter(pin -> pin.name().equals(name))
                .findFirst();
    }

    private static Optional<PinState.Approved> approved(PinnedTool pin) {
        return pin.state() instanceof PinState.Approved approved ? Optional.of(approved) : Optional.empty();
    }

    private static ToolOutcome notApproved(String tool) {
        return new ToolOutcome.Failed(
                "The tool %s was not called: a person has to approve it first, as it is new, has changed, or was turned off. Go on without it."
                        .formatted(tool));
    }
}
