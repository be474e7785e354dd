package io.mcpagent.application.tool;

import io.mcpagent.application.access.Audited;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.StoredAddress;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tool servers of an installation. None is connected by being added or changed; a change ends what is connected. */
public final class ToolServerService {
    private static final int MOST = 1_000;

    private final ToolServerPorts ports;
    private final Authorization authorization;
    private final ToolServerSecrets secrets;
    private final Redaction redaction;

    public ToolServerService(ToolServerPorts ports, Authorization authorization) {
        this.ports = ports;
        this.authorization = authorization;
        this.secrets = new ToolServerSecrets(ports.secrets());
        this.redaction = new Redaction(secrets);
    }

    /** By name. */
    public List<ToolServerEntry> servers(Caller caller) {
        authorization.require(caller, Permission.MANAGE_TOOLS);
        return ports.servers().all();
    }

    /**
     * The one of that name.
     *
     * @throws NotFound with code {@code tool_server_not_found}
     */
    public ToolServerEntry server(Caller caller, ToolServerName name) {
        authorization.require(caller, Permission.MANAGE_TOOLS);
        return found(ports, name);
    }

    /** How those stand that this process has needed so far, without the secrets that they may have told. */
    public List<ToolServerState> states(Caller caller) {
        authorization.require(caller, Permission.MANAGE_TOOLS);
        return ports.reaching().get().states().stream()
                .flatMap(state -> ports.servers().find(state.server()).stream().map(entry -> hidden(state, entry)))
                .toList();
    }

    private ToolServerState hidden(ToolServerState state, ToolServerEntry entry) {
        return new ToolServerState(
                state.server(),
                state.phase(),
                state.since(),
                state.problem().map(text -> redaction.text(text, entry)),
                state.log().stream().map(line -> redaction.text(line, entry)).toList());
    }

    /**
     * Adds servers, all or none.
     *
     * @return them with their versions, in the same order
     * @throws InvalidRequest with code {@code tool_server_invalid} that tells all that is wrong with any
     * @throws Conflict with code {@code tool_server_name_taken} or {@code tool_servers_too_many}
     * @throws io.mcpagent.domain.failure.Forbidden with code {@code permission_missing}, also for a program where the caller
     *     is not whoever owns the machine
     */
    public List<ToolServerEntry> add(Caller caller, List<WantedToolServer> wanted) {
        authorization.require(caller, Permission.MANAGE_TOOLS);
        wanted.forEach(each -> requireMayStart(caller, each.server().address()));
        var problems = new ArrayList<String>();
        var entries = wanted.stream()
                .map(each -> entry(each, Optional.empty(), wanted.size() > 1, problems))
                .toList();
        if (!problems.isEmpty()) throw invalid(problems);
        return ports.transactions().write(() -> {
            if (ports.servers().all().size() + entries.size() > MOST)
                throw new Conflict(
                        "tool_servers_too_many", "There are at most %,d tool servers. Remove some.".formatted(MOST));
            requireFree(entries);
            return entries.stream()
                    .map(entry -> {
                        var saved = ports.servers().save(entry);
                        ports.trail().done(caller, Audited.TOOL_SERVER_ADDED, Audited.toolServer(saved.name()));
                        return saved;
                    })
                    .toList();
        });
    }

    /**
     * What was imported.
     *
     * @param notes what was changed or left out, for people
     */
    public record Imported(List<ToolServerEntry> entries, List<String> notes) {
        public Imported {
            entries = List.copyOf(entries);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Adds all servers of another client's file, or none.
     *
     * @param variables what {@code ${NAME}} stands for in it
     * @throws InvalidRequest as {@link #add} does, and with code {@code import_invalid}
     * @throws Conflict as {@link #add} does
     * @throws io.mcpagent.domain.failure.Forbidden as {@link #add} does
     */
    public Imported imported(Caller caller, Json.Obj file, Map<String, String> variables) {
        authorization.require(caller, Permission.MANAGE_TOOLS);
        var found = ImportedServers.read(file, variables);
        return new Imported(add(caller, found.servers()), found.notes());
    }

    private void requireFree(List<ToolServerEntry> entries) {
        var taken = entries.stream()
                .map(ToolServerEntry::name)
                .filter(name -> ports.servers().find(name).isPresent())
                .map(ToolServerName::value)
                .toList();
        if (!taken.isEmpty())
            throw new Conflict(
                    "tool_server_name_taken",
                    "There are tool servers of these names already: %s. Nothing was added. Remove or change those, or choose other names."
                            .formatted(String.join(", ", taken)));
    }

    /**
     * Puts it in the place of the one of its name. Values that are given as they were shown stay what they were, as long as
     * they go to the same place. A server that is somewhere else than before has to have its tools approved anew, and one
     * to which we come as another client, its users signed in anew.
     *
     * @return it, with its version
     * @throws NotFound with code {@code tool_server_not_found}
     * @throws Conflict with code {@code precondition_failed}
     * @throws InvalidRequest as {@link #add} does
     * @throws io.mcpagent.domain.failure.Forbidden as {@link #add} does
     */
    public ToolServerEntry change(Caller caller, WantedToolServer wanted, Expected<ToolServerEntry> expected) {
        authorization.require(caller, Permission.MANAGE_TOOLS);
        var name = wanted.server().name();
        var before = found(ports, name);
        var problems = new ArrayList<String>();
        var after = entry(wanted, Optional.of(before.address()), false, problems);
        if (!after.address().equals(before.address())) {
            requireMayStart(caller, wanted.server().address());
            requireMayStart(caller, before.address());
        }
        if (!problems.isEmpty()) throw invalid(problems);
        var isSamePlace = ToolServerSecrets.isSamePlace(wanted.server().address(), before.address());
        var saved = ports.transactions().write(() -> {
            expected.require(ports.servers().find(name));
            var changed = ports.servers().save(after.at(before.version()));
            if (!isSamePlace)
                ports.servers().pins(name).forEach(pin -> ports.servers().save(pin.forgotten()));
            // Tokens of one client are no other's: what a server lets the client itself do, it may not let a person do.
            if (!SealedClient.isSame(before.address(), after.address()))
                ports.signIns().forget(name);
            ports.trail().done(caller, Audited.TOOL_SERVER_CHANGED, Audited.toolServer(name));
            return changed;
        });
        ports.reaching().get().disconnect(name);
        return saved;
    }

    /**
     * Removes one with its pins, and what was kept of anybody's sign-in there.
     *
     * @throws NotFound with code {@code tool_server_not_found}
     * @throws Conflict with code {@code precondition_failed}
     */
    public void remove(Caller caller, ToolServerName name, Expected<ToolServerEntry> expected) {
        authorization.require(caller, Permission.MANAGE_TOOLS);
        ports.transactions().write(() -> {
            expected.require(Optional.of(found(ports, name)));
            ports.servers().delete(name);
            ports.signIns().forget(name);
            ports.trail().done(caller, Audited.TOOL_SERVER_REMOVED, Audited.toolServer(name));
        });
        ports.reaching().get().disconnect(name);
    }

    static ToolServerEntry found(ToolServerPorts ports, ToolServerName name) {
        return ports.servers()
                .find(name)
                .orElseThrow(() -> new NotFound(
                        "tool_server_not_found", "There is no tool server named %s.".formatted(name.value())));
    }

    private ToolServerEntry entry(
            WantedToolServer wanted, Optional<StoredAddress> before, boolean isNamed, List<String> problems) {
        var server = wanted.server();
        var found = new ArrayList<>(ToolServerRules.problems(server));
        var address = secrets.seal(server.name(), server.address(), before, found);
        found.stream()
                .map(problem -> isNamed ? server.name().value() + ": " + problem : problem)
                .forEach(problems::add);
        return new ToolServerEntry(
                server.name(),
                address,
                wanted.enabled(),
                wanted.trusted(),
                server.permissions(),
                server.roots(),
                server.timeout(),
                0);
    }

    /**
     * A program runs as this process does, and so reads all that it may read. Administrators may not, by what they are; so
     * they may not have one started either.
     */
    private void requireMayStart(Caller caller, ToolServerAddress address) {
        if (address instanceof ToolServerAddress.Process) requireOwnsTheMachine(caller);
    }

    private void requireMayStart(Caller caller, StoredAddress address) {
        if (address instanceof StoredAddress.Program) requireOwnsTheMachine(caller);
    }

    private void requireOwnsTheMachine(Caller caller) {
        if (caller.isLocalOwner()) return;
        throw authorization.forbidden(
                caller,
                Permission.MANAGE_TOOLS,
                "A tool server that is a program is added and changed by whoever may read the data directory: run `mcp-agent tool-servers` on the server's machine.",
                "it would have started a program");
    }

    static InvalidRequest invalid(List<String> problems) {
        return new InvalidRequest(
                "tool_server_invalid",
                Stream.concat(Stream.of("The tool server can't be so:"), problems.stream())
                        .reduce((all, one) -> all + " " + one)
                        .orElseThrow());
    }
}
