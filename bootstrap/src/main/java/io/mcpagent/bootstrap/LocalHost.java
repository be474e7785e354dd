package io.mcpagent.bootstrap;

import io.mcpagent.adapter.access.LocalAccess;
import io.mcpagent.adapter.cli.CliHost;
import io.mcpagent.adapter.cli.CliPlatform;
import io.mcpagent.adapter.cli.CliServer;
import io.mcpagent.adapter.documents.DocumentFiles;
import io.mcpagent.adapter.mcp.server.McpServer;
import io.mcpagent.adapter.mcp.server.McpServerSettings;
import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.adapter.rest.RestServer;
import io.mcpagent.adapter.rest.RestSettings;
import io.mcpagent.application.evaluation.EvaluationService;
import io.mcpagent.bootstrap.outbound.OutboundClient;
import io.mcpagent.bootstrap.settings.LoggingSettings;
import io.mcpagent.bootstrap.settings.LoggingSettings.Level;
import io.mcpagent.bootstrap.settings.SealedValue;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.bootstrap.telemetry.StderrLogs;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.failure.InvalidRequest;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The installation of this machine, for the command line. */
final class LocalHost implements CliHost {
    private static final String OFFLINE =
            "Without a chat model, the offline answerer quotes. Set llm.default-model, or give --model, to have one answer.";

    private static final String IN_THE_CLEAR =
            "Other machines reach this server, and what they send, passwords and tokens too, can be read on the way. Set server.tls-certificate and server.tls-private-key, unless a proxy in front of it speaks TLS.";

    private static final String SETUP =
            "There are no users, so whoever is on this machine is the owner. To make the first administrator, POST to /api/v1/auth/setup with the code %s";

    static final String VERSION = Optional.ofNullable(
                    LocalHost.class.getPackage().getImplementationVersion())
            .orElse("unpackaged");

    private final Map<String, String> environment;
    private final AgentPlatform.Model model;
    private final ToolSources tools;

    /**
     * A host for one command.
     *
     * @param model when a platform that it opens loads the embedding model
     */
    LocalHost(Map<String, String> environment, AgentPlatform.Model model) {
        this(environment, model, ToolSources.NONE);
    }

    /** @param tools of a platform that it opens */
    LocalHost(Map<String, String> environment, AgentPlatform.Model model, ToolSources tools) {
        this.environment = environment;
        this.model = model;
        this.tools = tools;
    }

    @Override
    public CliPlatform open(Options options) {
        var settings = settings(options);
        var files = DocumentFiles.open(settings.documents());
        var platform = AgentPlatform.open(settings, model, AgentPlatform.Leftovers.FIRST, files, files.files(), tools);
        return new CliPlatform(
                platform.chat(),
                platform.conversations(),
                platform.runs(),
                platform.inbox(),
                platform.agents(),
                platform.tools(),
                platform.toolServers(),
                platform.toolPins(),
                platform.toolSignIns(),
                platform.search(),
                platform.documents(),
                platform.access(),
                platform.collectionGrants(),
                platform.agentGrants(),
                settings.dataDirectory(),
                () -> notices(platform, settings),
                platform::close);
    }

    @Override
    public Optional<CliHost.Running> running(Options options) {
        var settings = settings(options);
        return SqlPersistence.holder(settings.storage())
                .flatMap(holder -> RunningServer.of(settings.dataDirectory(), holder));
    }

    @Override
    public FileStorePort files(Options options) {
        return DocumentFiles.open(settings(options).documents()).files();
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    @Override
    public CliServer serve(Options options, Listening listening) {
        var settings = settings(options);
        var server = listeningAs(listening, settings.server());
        var closing = new Closing();
        try {
            var files = DocumentFiles.open(settings.documents());
            var platform = closing.later(AgentPlatform.open(
                    settings, model, AgentPlatform.Leftovers.IN_BACKGROUND, files, files.files(), tools));
            platform.ingestInBackground();
            var running = RunningServer.in(settings.dataDirectory());
            var mcp =
                    closing.later(McpServer.open(McpServerSettings.DEFAULT, new OfferedPlatform(platform, version())));
            var served = new ServedPlatform(
                    platform,
                    Optional.of(running.token()),
                    Optional.of(new MountedMcp(mcp, settings.access().oidc())),
                    settings.toolSignIns().document());
            var opened = closing.later(RestServer.open(server, served));
            // Closed before the server, so that nobody is sent to one that stops.
            closing.later(running).announce(opened.address());
            return new CliServer(
                    opened.address(),
                    () -> servedNotices(platform, settings, server),
                    server.limits().drainTime(),
                    closing::close);
        } catch (RuntimeException | Error failure) {
            closing.closeAfter(failure);
            throw failure;
        }
    }

    @Override
    public void talk(Options options, InputStream in, OutputStream out) {
        var settings = settings(options);
        var files = DocumentFiles.open(settings.documents());
        try (var platform = AgentPlatform.open(
                        settings, model, AgentPlatform.Leftovers.IN_BACKGROUND, files, files.files(), tools);
                var mcp = McpServer.open(McpServerSettings.DEFAULT, new OfferedPlatform(platform, version()))) {
            platform.ingestInBackground();
            mcp.talk(Caller.LOCAL_OWNER, in, out);
        }
    }

    @Override
    public void relay(Options options, Supplier<Optional<Elsewhere>> server, InputStream in, OutputStream out) {
        settings(options);
        McpServer.relay(
                McpServerSettings.DEFAULT,
                () -> server.get().map(one -> new McpServer.Elsewhere(one.address(), one.secret())),
                in,
                out);
    }

    private static RestSettings listeningAs(Listening listening, RestSettings settings) {
        try {
            return settings.at(
                    listening.host().orElse(settings.host()), listening.port().orElse(settings.port()));
        } catch (IllegalArgumentException wrong) {
            throw new InvalidRequest("settings_invalid", String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static List<String> servedNotices(AgentPlatform platform, Settings settings, RestSettings server) {
        var notices = new ArrayList<>(notices(platform, settings));
        platform.access().firstOwner().code().map(SETUP::formatted).ifPresent(notices::add);
        if (!server.isLocal() && server.front().tls().isEmpty()) notices.add(IN_THE_CLEAR);
        return notices;
    }

    private static List<String> notices(AgentPlatform platform, Settings settings) {
        var notices = new ArrayList<String>();
        var restored = platform.repaired().restored();
        if (restored > 0)
            notices.add("The index was damaged or incomplete; %d documents were put back into it from the records."
                    .formatted(restored));
        if (settings.llm().defaultModel().isEmpty()
                && ToldOnce.in(settings.dataDirectory()).isNew("offline-answerer")) notices.add(OFFLINE);
        return notices;
    }

    @Override
    public int reindex(Options options) {
        return AgentPlatform.reindex(settings(options));
    }

    @Override
    public EvaluationService evaluation(Options options) {
        var settings = settings(options);
        var files = DocumentFiles.open(settings.documents());
        return new EvaluationService(
                files.evaluationSets(), set -> ThrowAwayBench.open(settings, files, set), System::nanoTime);
    }

    @Override
    public List<Finding> doctor(Options options) {
        try {
            return new Doctor(settings(options)).findings();
        } catch (InvalidRequest wrong) {
            return List.of(new Finding("settings", false, wrong.getMessage()));
        }
    }

    @Override
    public List<Finding> outbound(Options options, String url) {
        var settings = settings(options).outbound();
        try (var client = OutboundClient.open(settings)) {
            return new OutboundDoctor(settings.rules(), client.calls()).findings(url);
        }
    }

    @Override
    public String seal(Options options, String setting, String secret) {
        return SealedValue.of(LocalAccess.secrets(settings(options).access()), setting, secret);
    }

    @Override
    public List<String> rotateMasterKey(Options options) {
        var settings = settings(options);
        LocalAccess.rotate(settings.access());
        return new MasterKeyRotation(settings, settings.sealedWithOlderKeys(environment)).reseal();
    }

    @Override
    public List<String> retireMasterKeys(Options options) {
        var settings = settings(options);
        return new MasterKeyRotation(settings, settings.sealedWithOlderKeys(environment)).retire();
    }

    @Override
    public String version() {
        return VERSION;
    }

    private Settings settings(Options options) {
        var settings = Settings.load(environment, options.dataDirectory());
        var chosen = options.debug()
                ? settings.with(new LoggingSettings(settings.logging().format(), Level.DEBUG))
                : settings;
        StderrLogs.use(chosen.logging());
        return chosen;
    }
}
