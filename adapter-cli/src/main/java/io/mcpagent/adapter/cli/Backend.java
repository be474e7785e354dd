package io.mcpagent.adapter.cli;

/** What most commands work on: this machine's data directory, or a server. */
record Backend(Library library, Workshop workshop, Sharing collectionSharing, Sharing agentSharing, People people) {
    static Backend of(CliPlatform platform) {
        return new Backend(
                new LocalLibrary(platform.documents(), platform.search()),
                new LocalWorkshop(platform.agents(), platform.tools()),
                LocalSharing.of(platform.collectionGrants()),
                LocalSharing.of(platform.agentGrants()),
                new LocalPeople(platform.access().users()));
    }

    static Backend of(ServerClient server) {
        return new Backend(
                new RemoteLibrary(server),
                new RemoteWorkshop(server),
                new RemoteSharing(server, "collections"),
                new RemoteSharing(server, "agents"),
                new RemotePeople(server));
    }
}
