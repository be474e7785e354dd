package io.mcpagent.adapter.cli;

/** What most commands work on: this machine's data directory, or a server. */
record Backend(Library library) {
    static Backend of(CliPlatform platform) {
        return new Backend(new LocalLibrary(platform.documents(), platform.search()));
    }

    static Backend of(ServerClient server) {
        return new Backend(new RemoteLibrary(server));
    }
}
