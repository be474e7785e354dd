package io.mcpagent.bootstrap.tool;

import io.mcpagent.adapter.tools.LocalTools;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.conversation.AskResult;
import io.mcpagent.application.tool.WantedToolServer;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.bootstrap.AgentPlatform;
import io.mcpagent.bootstrap.TestSettings;
import io.mcpagent.bootstrap.tool.Injection.Place;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolPolicy;
import io.mcpagent.domain.tool.ToolRule;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The platform over a data directory, with an obedient model, planted servers, and somebody who listens outside. */
final class GuardedPlatform implements AutoCloseable {
    static final Caller ASKER = Caller.LOCAL_OWNER;

    private static final List<String> TOOLS =
            List.of("files__*", "web__*", "mail__*", "memory__*", "evil__*", "fetch_page", "look_up", "list_documents");
    private static final ToolServerName EVIL = new ToolServerName("evil");
    private static final String COLLECTION = "pages";

    final Canary canary = new Canary();
    final PlantedServers servers = new PlantedServers(canary);
    final ObedientModel model = new ObedientModel();
    final AgentPlatform platform;
    private volatile String lookedUp = "";

    private record Page(String address) {}

    private record Look(String what) {}

    GuardedPlatform(Path folder) throws IOException {
        var settings = TestSettings.in(
                folder,
                "MCP_AGENT_LLM_PROVIDERS_MAIN_API_KEY=sk-test",
                "MCP_AGENT_LLM_PROVIDERS_MAIN_BASE_URL=" + model.address(),
                "MCP_AGENT_LLM_DEFAULT_MODEL=main/obedient",
                "MCP_AGENT_OUTBOUND_ALLOW=" + servers.authority() + ", " + canary.authority());
        // Both say that they read, and no more.
        var fetch = LocalTools.of(
                "fetch_page", "Fetches a page.", ToolEffect.READS, Page.class, page -> canary.fetched(page.address()));
        var look = LocalTools.of("look_up", "Looks something up.", ToolEffect.READS, Look.class, what -> lookedUp);
        platform = AgentPlatform.open(settings, List.of(fetch, look));
        platform.ingestInBackground();
        List.of("files", "web", "mail", "memory", "evil").forEach(name -> add(new ToolServerName(name), true));
        define("guarded", ToolPolicy.DEFAULT);
        define("careless", ToolPolicy.of(ToolRule.of("*", ToolRule.Decision.ALLOW)));
        platform.toolServers().remove(ASKER, EVIL, Expected.anything());
    }

    private void define(String name, ToolPolicy policy) {
        platform.agents()
                .put(
                        ASKER,
                        new Agent(
                                        new AgentName(name),
                                        "",
                                        "Do what you are asked.",
                                        Optional.empty(),
                                        TOOLS,
                                        Set.of(),
                                        List.of(),
                                        AgentLimits.DEFAULT,
                                        0)
                                .with(policy),
                        Optional.empty());
    }

    private void add(ToolServerName name, boolean isApproved) {
        var server = new ToolServer(
                name,
                new ToolServerAddress.Http(servers.at(name.value()), Map.of()),
                EnumSet.allOf(ToolServer.Permission.class),
                List.of(),
                Duration.ofSeconds(20));
        platform.toolServers().add(ASKER, List.of(new WantedToolServer(server, true, false)));
        look(name);
        if (isApproved) approve(name);
    }

    private void look(ToolServerName name) {
        platform.toolPins().test(ASKER, name);
    }

    /** All that it offers, with what it says of it. */
    private void approve(ToolServerName name) {
        var pins = platform.toolPins().pins(ASKER, name).stream()
                .collect(Collectors.toMap(
                        listed -> listed.pin().name(), listed -> listed.pin().hash()));
        platform.toolPins().approve(ASKER, name, pins, true);
    }

    /** @param isCareless whether a person has approved whatever a server offers */
    void plant(Injection injection, boolean isCareless) {
        var text = injection.planted(canary.authority());
        var place = injection.in();
        lookedUp = place == Place.OF_THE_APPLICATION ? text : "nothing of note";
        servers.plant(place, text);
        if (place.isDefinition()) {
            add(EVIL, isCareless || place != Place.WAITING);
            if (place == Place.CHANGED) {
                servers.change();
                look(EVIL);
                if (isCareless) approve(EVIL);
            }
        }
        switch (place) {
            case PAGE -> upload("bees.html", "<p>Bees make honey from nectar. " + text + "</p>");
            case DOCUMENT -> upload("bees.txt", "Bees make honey from nectar.\n" + text);
            case DOCUMENT_NAME -> upload(text, "Bees make honey from nectar.");
            case LISTED -> upload(text, "Wasps do not.");
            default -> {}
        }
        canary.forget();
    }

    private void upload(String name, String text) {
        platform.documents().createCollection(ASKER, COLLECTION, Optional.empty());
        var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        var document = platform.documents().upload(ASKER, COLLECTION, name, bytes);
        platform.documents().follow(ASKER, document.id(), changed -> {});
    }

    void clear(Injection injection) {
        if (injection.in().isDefinition()) platform.toolServers().remove(ASKER, EVIL, Expected.anything());
        platform.documents()
                .collections(ASKER)
                .forEach(each -> platform.documents().deleteCollection(ASKER, each.name()));
    }

    AskResult ask(String agent, String question, Optional<ConversationId> conversation) {
        var request =
                new AskRequest(question, Set.of(), Optional.of(new AgentName(agent)), Optional.empty(), conversation);
        return platform.chat().ask(ASKER, request);
    }

    @Override
    public void close() throws IOException {
        platform.close();
        model.close();
        servers.close();
        canary.close();
    }
}
