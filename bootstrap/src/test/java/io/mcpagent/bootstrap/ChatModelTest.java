package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcpagent.adapter.tools.LocalTools;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.tool.ToolEffect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform with a chat model behind HTTP, chosen by settings. */
class ChatModelTest {
    private static final String REPLY = """
            data: {"choices":[{"index":0,"delta":{"content":"It is 330 metres "}}]}

            data: {"choices":[{"index":0,"delta":{"content":"tall. [1]"},"finish_reason":"stop"}]}

            data: [DONE]

            """;

    @TempDir
    Path folder;

    private static final String WANTS_A_ROOM = """
            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"book_room","arguments":"{\\"name\\":\\"Ada\\"}"}}]},"finish_reason":"tool_calls"}]}

            data: [DONE]

            """;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String first = REPLY;
    private final HttpServer server = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext(
                "/v1/chat/completions",
                exchange -> answer(exchange, "text/event-stream", requests.isEmpty() ? first : REPLY));
        server.createContext(
                "/v1/models", exchange -> answer(exchange, "application/json", "{\"data\":[{\"id\":\"tiny\"}]}"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, String type, String body) throws IOException {
        requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void answersWithCitationsOfThePassagesThatTheModelWasShown() throws IOException {
        try (var platform = withATower(settings("MCP_AGENT_LLM_DEFAULT_MODEL=main/tiny"))) {
            var answer = (AnswerCompleted) ask(platform, Optional.empty());

            assertThat(answer.answer()).isEqualTo("It is 330 metres tall. [1]");
            assertThat(answer.citations().getFirst().document()).isEqualTo("tower.txt");
            assertThat(answer.citations().getFirst().quote()).contains("330 metres");
            assertThat(requests.getFirst()).contains("\"tiny\"", "[1] tower.txt", "330 metres tall");
        }
    }

    @Test
    void answersByAnotherModelThanTheDefaultWhereOneIsNamed() throws IOException {
        try (var platform = withATower(settings())) {
            var offline = (AnswerCompleted) ask(platform, Optional.empty());
            assertThat(offline.answer()).startsWith("The Eiffel Tower is 330 metres tall.");
            assertThat(requests).isEmpty();

            var answer = (AnswerCompleted) ask(platform, Optional.of("main/other"));
            assertThat(answer.answer()).isEqualTo("It is 330 metres tall. [1]");
            assertThat(requests.getFirst()).contains("\"other\"");
        }
    }

    @Test
    void callsAToolThatTheApplicationMadeFromARecordAndAFunction() throws IOException {
        first = WANTS_A_ROOM;
        var booked = new ArrayList<String>();
        var bookRoom = LocalTools.of("book_room", "Books a room.", ToolEffect.ACTS, Room.class, room -> {
            booked.add(room.name());
            return "booked " + room.name();
        });
        var settings = settings("MCP_AGENT_LLM_DEFAULT_MODEL=main/tiny");
        Files.createDirectories(folder.resolve("data/agents"));
        Files.writeString(folder.resolve("data/agents/clerk.yaml"), """
                instructions: Book rooms.
                tools: [book_room, calculator]
                tool-rules: [{tools: book_room, decision: allow}]
                """);
        try (var platform = AgentPlatform.open(settings, List.of(bookRoom))) {
            var request = new AskRequest(
                    "A room named Ada, please?",
                    Set.of(),
                    Optional.of(new AgentName("clerk")),
                    Optional.empty(),
                    Optional.empty());
            var answer = platform.chat().ask(Caller.LOCAL_OWNER, request).end().orElseThrow();

            assertThat(booked).containsExactly("Ada");
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            AnswerCompleted.class,
                            completed -> assertThat(completed.answered()).isTrue());
            assertThat(requests).hasSize(2);
            assertThat(requests.getFirst()).contains("Book rooms.", "\"book_room\"", "\"calculator\"");
            assertThat(requests.getLast()).contains("booked Ada");
        }
    }

    private record Room(String name) {}

    @Test
    void saysWhichProvidersThereAre() throws IOException {
        try (var platform = withATower(settings())) {
            assertThatThrownBy(() -> ask(platform, Optional.of("mian/tiny")))
                    .hasMessageContainingAll("\"mian\"", "there are main")
                    .extracting("code")
                    .isEqualTo("model_provider_unknown");
            assertThatThrownBy(() -> ask(platform, Optional.of("main/")))
                    .extracting("code")
                    .isEqualTo("model_name_invalid");
            assertThat(platform.conversations().conversations(Caller.LOCAL_OWNER, Optional.empty(), 10))
                    .isEmpty();
        }
    }

    @Test
    void isTestedByTheDoctorWithoutShowingTheKey() {
        var findings = new Doctor(settings("MCP_AGENT_LLM_DEFAULT_MODEL=main/tiny")).findings();

        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.subject()).isEqualTo("model server main");
            assertThat(finding.ok()).isTrue();
            assertThat(finding.detail()).contains("lists 1 models");
        });
        assertThat(findings.toString())
                .contains("llm.providers.main.api-key = ***")
                .doesNotContain("sk-planted");
    }

    @Test
    void theDoctorNamesTheAgentThatIsBroken() throws IOException {
        var agents = Files.createDirectories(folder.resolve("data/agents"));
        Files.writeString(agents.resolve("clerk.yaml"), "instructions: Be brief.\n");
        Files.writeString(agents.resolve("porter.yaml"), "instructions: Be brief.\ncolour: red\n");

        assertThat(new Doctor(settings()).findings())
                .filteredOn(finding -> finding.subject().startsWith("agent"))
                .satisfiesExactly(usable -> assertThat(usable.detail()).startsWith("1 defined"), broken -> {
                    assertThat(broken.ok()).isFalse();
                    assertThat(broken.detail()).contains("porter.yaml:2: there is no `colour`");
                });
    }

    private Settings settings(String... more) {
        var variables = new ArrayList<>(List.of(more));
        variables.add("MCP_AGENT_LLM_PROVIDERS_MAIN_API_KEY=sk-planted");
        variables.add("MCP_AGENT_LLM_PROVIDERS_MAIN_BASE_URL=http://127.0.0.1:"
                + server.getAddress().getPort() + "/v1");
        return TestSettings.in(folder.resolve("data"), variables.toArray(String[]::new));
    }

    private AgentPlatform withATower(Settings settings) throws IOException {
        var files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("tower.txt"), "The Eiffel Tower is 330 metres tall. It stands in Paris.\n");
        var platform = AgentPlatform.open(settings);
        platform.documents()
                .sync(
                        Caller.LOCAL_OWNER,
                        new SyncRequest(files, Optional.empty(), Optional.empty(), false),
                        progress -> {});
        return platform;
    }

    private static Object ask(AgentPlatform platform, Optional<String> model) {
        var request =
                new AskRequest("How tall is the Eiffel Tower?", Set.of(), Optional.empty(), model, Optional.empty());
        return platform.chat().ask(Caller.LOCAL_OWNER, request).end().orElseThrow();
    }
}
