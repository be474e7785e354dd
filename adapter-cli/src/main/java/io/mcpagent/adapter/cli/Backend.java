package io.mcpagent.adapter.cli;

import io.mcpagent.adapter.cli.tool.LocalToolServers;
import io.mcpagent.adapter.cli.tool.LocalToolSignIns;
import io.mcpagent.adapter.cli.tool.RemoteToolServers;
import io.mcpagent.adapter.cli.tool.RemoteToolSignIns;
import io.mcpagent.adapter.cli.tool.ToolServers;
import io.mcpagent.adapter.cli.tool.ToolSignIns;
import io.mcpagent.domain.document.FileStorePort;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What most commands work on: this machine's data directory, or a server.
 *
 * @param chatHistory the file that remembers what is typed in a chat; empty where none does
 * @param notices as those of {@link CliPlatform}
 */
public record Backend(
        Library library,
        Workshop workshop,
        ToolServers toolServers,
        ToolSignIns toolSignIns,
        Questions questions,
        Runs runs,
        Inbox inbox,
        Sessions sessions,
        Sharing collectionSharing,
        Sharing agentSharing,
        People people,
        Keys keys,
        AuditLog audit,
        Ingester ingester,
        Optional<Path> chatHistory,
        Supplier<List<String>> notices) {
    static Backend of(CliPlatform platform) {
        var access = platform.access();
        var people = new LocalPeople(access.users());
        var runs = new LocalRuns(platform.runs(), platform.chat(), platform.agents(), platform.inbox());
        return new Backend(
                new LocalLibrary(platform.documents(), platform.search()),
                new LocalWorkshop(platform.agents(), platform.tools()),
                new LocalToolServers(platform.toolServers(), platform.toolPins()),
                new LocalToolSignIns(platform.toolSignIns()),
                runs,
                runs,
                runs,
                new LocalSessions(platform.conversations()),
                LocalSharing.of(platform.collectionGrants()),
                LocalSharing.of(platform.agentGrants()),
                people,
                new LocalKeys(access.keys(), people),
                new LocalAuditLog(access.audit()),
                new LocalIngester(platform.documents()),
                Optional.of(platform.dataDirectory().resolve("chat-history")),
                platform.notices());
    }

    /** @param files of this machine, for what takes them in */
    static Backend of(ServerClient server, Supplier<FileStorePort> files) {
        var people = new RemotePeople(server);
        var runs = new RemoteRuns(server);
        return new Backend(
                new RemoteLibrary(server),
                new RemoteWorkshop(server),
                new RemoteToolServers(server),
                new RemoteToolSignIns(server),
                runs,
                runs,
                runs,
                new RemoteSessions(server),
                new RemoteSharing(server, "collections"),
                new RemoteSharing(server, "agents"),
                people,
                new RemoteKeys(server, people),
                new RemoteAuditLog(server),
                new RemoteIngester(server, files, new Retries(Retries::sleep)),
                Optional.empty(),
                List::of);
    }
}
