package io.mcpagent.bootstrap;

import io.mcpagent.adapter.access.LocalAccess;
import io.mcpagent.adapter.persistence.PersistenceSettings;
import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.adapter.tools.LocalTools;
import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.tool.ServedTools;
import io.mcpagent.application.tool.ToolPinService;
import io.mcpagent.application.tool.ToolServerPorts;
import io.mcpagent.application.tool.ToolServerSecrets;
import io.mcpagent.application.tool.ToolServerService;
import io.mcpagent.application.tool.ToolService;
import io.mcpagent.application.tool.ToolSignInRecords;
import io.mcpagent.application.tool.ToolSignInSecrets;
import io.mcpagent.application.tool.ToolSignInService;
import io.mcpagent.application.tool.Toolbox;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolPort;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What tools are built from.
 *
 * @param ofRuns those that runs call; none where only the offline answerer is there, which calls none
 */
record ToolAssembly(
        ToolServerService servers, ToolPinService pins, ToolSignInService signIns, ToolService byHand, Toolbox ofRuns) {
    /** What tool servers, their pins and sign-ins are kept in and used with. */
    record Ground(SqlPersistence records, LocalAccess access, AuditTrail trail, InstantSource clock, Closing closing) {}

    /** @param sources those of this process, but for those that need nothing; and who reaches servers */
    static ToolAssembly over(
            Settings settings,
            ToolSources sources,
            Ground ground,
            Authorization authorization,
            Scopes scopes,
            IdSource ids) {
        var reach = ground.closing().later(new ToolServerReach(settings, ground));
        var ports = ports(sources, ground, reach);
        var served = List.of(LocalTools.checkedAsListed(new ServedTools(ports)));
        Supplier<Toolbox> all = () -> new Toolbox(checked(sources.own()), served);
        return new ToolAssembly(
                new ToolServerService(ports, authorization),
                new ToolPinService(ports, authorization, () -> names(sources.own())),
                new ToolSignInService(authorization, reach::signIns, ports::server, ports.trail()),
                new ToolService(authorization, all, scopes, ids, ports.trail()),
                // Checking schemas costs a start time.
                settings.llm().providers().isEmpty() ? new Toolbox(List.of()) : all.get());
    }

    private static ToolServerPorts ports(ToolSources sources, Ground ground, ToolServerReach reach) {
        var records = ground.records();
        return new ToolServerPorts(
                records.toolServers(),
                new ToolSignInRecords(records.toolServerSignIns(), records.pendingToolServerSignIns()),
                ground.access().secrets(),
                () -> sources.servers().orElseGet(reach::servers),
                records.transactions(),
                ground.trail(),
                ground.clock());
    }

    /** Seals with the newest master key what an older one has sealed for tool servers. */
    static void reseal(SqlPersistence records, SecretPort secrets) {
        new ToolServerSecrets(secrets).reseal(records.toolServers());
        new ToolSignInSecrets(secrets).reseal(records.toolServerSignIns(), records.pendingToolServerSignIns());
    }

    /** How many secrets for tool servers an older master key has sealed, also while another process holds them. */
    static int outdated(PersistenceSettings storage, SecretPort secrets) {
        return new ToolServerSecrets(secrets).outdated(SqlPersistence.toolServers(storage))
                + new ToolSignInSecrets(secrets)
                        .outdated(
                                SqlPersistence.toolServerSignIns(storage),
                                SqlPersistence.pendingToolServerSignIns(storage));
    }

    private static List<ToolPort> withBuiltIn(List<ToolPort> sources) {
        var all = new ArrayList<ToolPort>();
        all.add(LocalTools.open());
        all.addAll(sources);
        return all;
    }

    private static List<ToolPort> checked(List<ToolPort> sources) {
        return withBuiltIn(sources).stream().map(LocalTools::checked).toList();
    }

    private static List<String> names(List<ToolPort> sources) {
        return withBuiltIn(sources).stream()
                .flatMap(source -> source.tools().stream())
                .map(ToolDefinition::name)
                .toList();
    }
}
