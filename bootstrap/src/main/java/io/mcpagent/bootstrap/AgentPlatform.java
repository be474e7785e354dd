package io.mcpagent.bootstrap;

import io.mcpagent.adapter.documents.DocumentFiles;
import io.mcpagent.adapter.llm.conversation.ChatModels;
import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.adapter.vector.LuceneVectors;
import io.mcpagent.application.access.AccessServices;
import io.mcpagent.application.access.Shares;
import io.mcpagent.application.agent.AgentGrantService;
import io.mcpagent.application.agent.AgentService;
import io.mcpagent.application.agent.Agents;
import io.mcpagent.application.conversation.ChatService;
import io.mcpagent.application.conversation.ConversationService;
import io.mcpagent.application.document.CollectionGrantService;
import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.document.IndexRepair;
import io.mcpagent.application.idempotency.Idempotency;
import io.mcpagent.application.llm.CachingEmbedding;
import io.mcpagent.application.llm.ExtractiveLlm;
import io.mcpagent.application.llm.Models;
import io.mcpagent.application.retrieval.HybridSearch;
import io.mcpagent.application.retrieval.ReadableDocuments;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.application.run.Answering;
import io.mcpagent.application.run.InboxService;
import io.mcpagent.application.run.LocalRunStream;
import io.mcpagent.application.run.RunAccess;
import io.mcpagent.application.run.RunCallers;
import io.mcpagent.application.run.RunDriver;
import io.mcpagent.application.run.RunPorts;
import io.mcpagent.application.run.RunService;
import io.mcpagent.application.task.LeaseKeeper;
import io.mcpagent.application.tool.ClockTool;
import io.mcpagent.application.tool.DocumentTools;
import io.mcpagent.application.tool.ToolChoice;
import io.mcpagent.application.tool.ToolPinService;
import io.mcpagent.application.tool.ToolServerService;
import io.mcpagent.application.tool.ToolService;
import io.mcpagent.application.tool.ToolSignInService;
import io.mcpagent.application.usage.TokenAllowance;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.bootstrap.telemetry.LoggedRuns;
import io.mcpagent.bootstrap.telemetry.WorkLog;
import io.mcpagent.domain.TimeOrderedIds;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.ratelimit.RateLimitPort;
import io.mcpagent.domain.tool.ToolPort;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole platform over one data directory, which this process holds alone until it closes it. Safe for use by many
 * threads. Here is what is built from what.
 */
public final class AgentPlatform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentPlatform.class);

    private static final Duration ORPHANS = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final Conversing conversing;
    private final Knowing knowing;
    private final AccessServices access;
    private final Granting granting;
    private final Idempotency idempotency;
    private final RateLimitPort rateLimits;
    private final SecretPort secrets;
    private final IndexRepair.Repaired repaired;
    private final Closing closing;
    private boolean ingesting;

    private AgentPlatform(
            Conversing conversing,
            Knowing knowing,
            AccessServices access,
            Granting granting,
            Idempotency idempotency,
            RateLimitPort rateLimits,
            SecretPort secrets,
            IndexRepair.Repaired repaired,
            Closing closing) {
        this.conversing = conversing;
        this.knowing = knowing;
        this.access = access;
        this.granting = granting;
        this.idempotency = idempotency;
        this.rateLimits = rateLimits;
        this.secrets = secrets;
        this.repaired = repaired;
        this.closing = closing;
    }

    /** What has to do with documents. */
    private record Knowing(SearchService search, DocumentService documents) {}

    /** What has to do with sharing. */
    private record Granting(CollectionGrantService collections, AgentGrantService agents) {}

    /** What has to do with runs. */
    private record Conversing(
            ChatService chat,
            ConversationService conversations,
            RunService runs,
            InboxService inbox,
            AgentService agents,
            ToolAssembly tools) {}

    /** What becomes of work that an earlier process left. */
    enum Leftovers {
        /** It is done before the platform is open. */
        FIRST,
        /** It is done beside what is asked for, and so is what other nodes leave. */
        IN_BACKGROUND
    }

    /** When the embedding model is loaded, which takes a moment and 100 MB. */
    enum Model {
        /** While the rest is opened, in the background. */
        AT_ONCE,
        WHEN_NEEDED
    }

    /**
     * Opens what is there, or makes it. The index is mended from the records before this returns; runs that a process left
     * when it was killed are driven to their end in the background.
     *
     * @throws Conflict with code {@code data_directory_held}, or {@code index_model_mismatch} when the index was made
     *     with another embedding model
     * @throws io.mcpagent.domain.failure.UpstreamFailure when the database, the index or the directory can't be used
     */
    public static AgentPlatform open(Settings settings) {
        return open(settings, List.of());
    }

    /**
     * The same with tools of the application that embeds it, for agents that name them. {@code LocalTools.of} makes one from
     * a record and a function.
     *
     * @throws IllegalArgumentException when two tools have the same name
     */
    public static AgentPlatform open(Settings settings, List<ToolPort> tools) {
        var files = DocumentFiles.open(settings.documents());
        var sources = new ToolSources(tools, Optional.empty());
        return open(settings, Model.WHEN_NEEDED, Leftovers.IN_BACKGROUND, files, files.files(), sources);
    }

    /** The same over other files than those of the disk. */
    static AgentPlatform open(
            Settings settings,
            Model model,
            Leftovers leftovers,
            DocumentFiles documentFiles,
            FileStorePort files,
            ToolSources tools) {
        var closing = new Closing();
        try {
            return assembled(settings, model, leftovers, documentFiles, files, tools, closing);
        } catch (RuntimeException | Error failure) {
            closing.closeAfter(failure);
            throw failure;
        }
    }

    private static AgentPlatform assembled(
            Settings settings,
            Model loading,
            Leftovers leftovers,
            DocumentFiles documentFiles,
            FileStorePort files,
            ToolSources toolSources,
            Closing closing) {
        var clock = InstantSource.system();
        var ids = new TimeOrderedIds(clock, new SecureRandom());

        var model = closing.later(new LazyEmbeddings(settings.embedding()));
        if (loading == Model.AT_ONCE) model.prepare();
        var records = closing.later(SqlPersistence.open(settings.storage(), clock));
        closing.later(AccessAssembly.sealing(records, clock, leftovers));
        var trail = AccessAssembly.trail(records, clock);
        var authorization = AccessAssembly.authorization(records, trail, closing);
        var local = AccessAssembly.local(settings, records, clock, closing);
        if (leftovers == Leftovers.IN_BACKGROUND)
            closing.later(MasterKeyWatch.over(
                    local,
                    () -> ToolAssembly.reseal(records, local.secrets()),
                    AccessAssembly.masterKeys(records, trail)));
        var rateLimits = records.rateLimits();
        LostRecords.refuse(records.embeddings(), settings);
        IndexUpkeep.bindModel(records.embeddings(), model.model());
        var index = closing.later(LuceneVectors.open(settings.index()));
        var leases = closing.later(new LeaseKeeper(records.tasks(), settings.heartbeat(), new WorkLog()));

        var embeddings = new CachingEmbedding(model, records.embeddings());
        var models = closing.later(ChatModels.open(settings.llm().providers()));
        var answerer = settings.llm()
                .defaultModel()
                .map(models::named)
                .orElseGet(() -> new ExtractiveLlm(embeddings, index.analysis()));
        var idempotency =
                new Idempotency(authorization, records.idempotency(), records.transactions(), local.secrets(), clock);
        var scopes = new Scopes(records.collections(), authorization);
        var hybrid = new HybridSearch(embeddings, index.store(), settings.retrieval(), System::nanoTime);
        var search = new SearchService(authorization, scopes, hybrid, index.store(), records.documents());

        var documentPorts = IndexUpkeep.ports(settings, documentFiles, files, embeddings, index, records, trail);
        var documents = DocumentService.over(
                documentPorts, authorization, settings.ingestion(), leases, ids, clock, idempotency);
        var repaired = IndexUpkeep.repair(documentPorts);

        var runPorts = new RunPorts(
                new LoggedRuns(records.runs()),
                new LocalRunStream(),
                records.inbox(),
                records.tasks(),
                records.conversations(),
                records.keptResults(),
                records.transactions(),
                trail);
        var tools = ToolAssembly.over(
                settings,
                toolSources.after(new DocumentTools(scopes, search, records.documents()), new ClockTool(clock)),
                new ToolAssembly.Ground(records, local, trail, clock, closing),
                authorization,
                scopes,
                ids);
        var chatModels = new Models(answerer, models::named);
        var access = new RunAccess(
                authorization, new RunCallers(records.users()), new ReadableDocuments(scopes, records.documents()));
        var answering = new Answering(
                search,
                scopes,
                chatModels,
                tools.ofRuns(),
                new ToolChoice(settings.tools(), embeddings, index.analysis()),
                access,
                new TokenAllowance(rateLimits, settings.tokensPerUser()));
        var runSources = new RunDriver.Sources(ids, clock);
        var driver = RunDriver.over(runPorts, answering, leases, runSources);
        closing.later(() -> driver.close(LAST_WORDS));
        takeUp(driver, leftovers);
        var agents = new Agents(records.agents(), chatModels, authorization);
        var runs = new RunService(access, runPorts, driver);
        var repeats = new ChatService.Repeats(idempotency, runs);
        var conversing = new Conversing(
                new ChatService(authorization, runPorts, driver, scopes, agents, runSources, repeats),
                new ConversationService(access, runPorts, ids, clock),
                runs,
                new InboxService(authorization, runPorts, driver),
                new AgentService(authorization, agents, tools.byHand(), trail),
                tools);
        var shares = new Shares(records.grants(), records.users(), records.transactions(), trail);
        var granting = new Granting(
                new CollectionGrantService(records.collections(), authorization, shares),
                new AgentGrantService(agents, authorization, shares));
        return new AgentPlatform(
                conversing,
                new Knowing(search, documents),
                AccessAssembly.over(local, records, authorization, ids, clock),
                granting,
                idempotency,
                rateLimits,
                local.secrets(),
                repaired,
                closing);
    }

    private static void takeUp(RunDriver driver, Leftovers leftovers) {
        switch (leftovers) {
            case IN_BACKGROUND -> driver.resumeForEver(ORPHANS);
            case FIRST -> {
                var resumed = driver.resumeInterrupted();
                if (resumed > 0) LOG.info("{} interrupted runs were driven to their end", resumed);
            }
        }
    }

    /** Answers. */
    public ChatService chat() {
        return conversing.chat();
    }

    /** What was said before. */
    public ConversationService conversations() {
        return conversing.conversations();
    }

    /** What is under way, and what was. */
    public RunService runs() {
        return conversing.runs();
    }

    /** What waits for a person. */
    public InboxService inbox() {
        return conversing.inbox();
    }

    /** Who can be asked. */
    public AgentService agents() {
        return conversing.agents();
    }

    /** What agents can call. */
    public ToolService tools() {
        return conversing.tools().byHand();
    }

    /** The servers that offer more of them. */
    public ToolServerService toolServers() {
        return conversing.tools().servers();
    }

    /** Which of those may be called. */
    public ToolPinService toolPins() {
        return conversing.tools().pins();
    }

    /** Who is signed in with those servers that want it. */
    public ToolSignInService toolSignIns() {
        return conversing.tools().signIns();
    }

    public SearchService search() {
        return knowing.search();
    }

    public DocumentService documents() {
        return knowing.documents();
    }

    /** Who may come in, and as whom. */
    public AccessServices access() {
        return access;
    }

    /** Who else may read and change collections. */
    public CollectionGrantService collectionGrants() {
        return granting.collections();
    }

    /** Who may ask and change agents. */
    public AgentGrantService agentGrants() {
        return granting.agents();
    }

    /**
     * From now on, until the platform is closed, what is uploaded is taken in as it comes, and so is what earlier processes
     * left in the queue. Asking again changes nothing.
     */
    public synchronized void ingestInBackground() {
        if (ingesting) return;
        ingesting = true;
        closing.later(knowing.documents()
                .ingestInBackground(
                        trouble -> LOG.warn("the ingestion does not get on, and tries again: {}", trouble.toString())));
    }

    /** What keeps a request that is sent again from being done again. */
    Idempotency idempotency() {
        return idempotency;
    }

    /** By which it is counted how often something is done. */
    RateLimitPort rateLimits() {
        return rateLimits;
    }

    /** By which it is sealed what is stored, or carried by others, and must not be read. */
    SecretPort secrets() {
        return secrets;
    }

    /** What the index had lost, or had too much, when it was opened. */
    IndexRepair.Repaired repaired() {
        return repaired;
    }

    /**
     * Makes the index of a data directory anew with the embedding model of the settings, from the stored chunks. What a
     * kill interrupts goes on with the next {@link #open}.
     *
     * @return how many documents it holds now
     */
    public static int reindex(Settings settings) {
        return IndexUpkeep.reindex(settings);
    }

    /** Waits for what is under way; closing again does nothing. */
    @Override
    public void close() {
        closing.close();
    }
}
