package io.mcpagent.application;

import io.mcpagent.application.llm.Models;
import io.mcpagent.application.tool.ToolSettings;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.UnusableAgent;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.ratelimit.Rate;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.access.InMemorySecrets;
import io.mcpagent.testkit.document.InMemoryFileStore;
import io.mcpagent.testkit.document.InMemoryUploadStore;
import io.mcpagent.testkit.llm.ScriptedLlm;
import io.mcpagent.testkit.retrieval.InMemoryVectorStore;
import io.mcpagent.testkit.tool.FakeToolServers;
import io.mcpagent.testkit.tool.FakeTools;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** What outlives a process: the records, the index, the files. */
public final class Machine {
    public static final Path ROOT = Path.of("/notes").toAbsolutePath();

    public final SteppingTime time = new SteppingTime();
    public final InMemoryStore store = new InMemoryStore(time);
    public final InMemoryVectorStore index = new InMemoryVectorStore();
    public final InMemoryFileStore files = new InMemoryFileStore();
    public final InMemorySecrets secrets = new InMemorySecrets();
    public final InMemoryUploadStore uploads = new InMemoryUploadStore();
    public final FakeTools tools = new FakeTools().saying("ping", ToolEffect.READS, "pong");
    public final FakeToolServers toolServers = new FakeToolServers();
    public final List<Agent> agents = new ArrayList<>();
    public final List<UnusableAgent> brokenAgents = new ArrayList<>();
    private final List<UUID> issued = new CopyOnWriteArrayList<>();
    private final CountingIds counting = new CountingIds();

    public Optional<Rate> tokensPerUser = Optional.empty();
    public int toolsOffered = ToolSettings.DEFAULT.offered();

    public Machine() {
        files.addRoot(ROOT);
    }

    public IdSource ids() {
        return () -> {
            var id = counting.next();
            issued.add(id);
            return id;
        };
    }

    /** All ids that were given out, whatever for. */
    public List<UUID> issued() {
        return List.copyOf(issued);
    }

    public void put(String name, String text) {
        files.put(ROOT, name, text);
    }

    /** Those of one provider, {@code main}, which are all the same one. */
    public static Models models(LlmPort model) {
        return new Models(model, name -> {
            if (name.startsWith("main/")) return model;
            throw new InvalidRequest("model_provider_unknown", "No provider has the model " + name + ".");
        });
    }

    public Platform start() {
        return start(ScriptedLlm.answering(request -> "So it is. [1]"), Interposer.NONE);
    }

    public Platform start(LlmPort model) {
        return start(model, Interposer.NONE);
    }

    public Platform start(LlmPort model, Interposer interposer) {
        return new Platform(this, model, interposer);
    }

    /** Long enough that every lease of a dead process has run out. */
    public void letLeasesRunOut() {
        time.advance(Duration.ofMinutes(5));
    }

    /** One with which users sign in. */
    static ToolServer toolServer(ToolServerName name) {
        return new ToolServer(
                name,
                new ToolServerAddress.Http(URI.create("https://wiki.example/mcp"), Map.of()),
                Set.of(),
                List.of(),
                Duration.ofSeconds(1));
    }
}
