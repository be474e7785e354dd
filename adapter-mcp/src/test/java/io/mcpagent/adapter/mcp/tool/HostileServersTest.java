package io.mcpagent.adapter.mcp.tool;

import static io.mcpagent.adapter.mcp.tool.Servers.CALLER;
import static io.mcpagent.adapter.mcp.tool.Servers.invocation;
import static io.mcpagent.adapter.mcp.tool.Servers.repeatable;
import static io.mcpagent.adapter.mcp.tool.Servers.server;
import static io.mcpagent.adapter.mcp.tool.Servers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.tool.ToolReply;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolRound;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerState.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real processes that do what no server should. */
class HostileServersTest {
    private final McpToolServers host = Servers.host();

    @AfterEach
    void close() {
        host.close();
    }

    private static ToolServer hostile(String mode) {
        return server(NpmServers.script("hostile.mjs", mode));
    }

    private String call(ToolServer server, String key) {
        return text(host.call(server, "act", invocation(key, Json.object())));
    }

    @ParameterizedTest
    @CsvSource({
        "twice, first",
        "wrong-id, yours",
        "utf8, after that",
        "deep, after that",
        "flood, done",
        "pings, done",
        "noise, ok",
        "stderr, ok"
    })
    void whatDoesNotBelongToACallDoesNotDisturbIt(String mode, String result) {
        var server = hostile(mode);
        assertThat(call(server, "1")).isEqualTo(result);
        assertThat(host.offer(server, CALLER).tools())
                .singleElement()
                .satisfies(tool -> assertThat(tool.name()).isEqualTo("act"));
    }

    @Test
    void aServerThatNeverAnswersIsWaitedForAsLongAsItMayTake() {
        var server = server(NpmServers.script("hostile.mjs", "silent"), Duration.ofSeconds(1));
        assertThatThrownBy(() -> call(server, "1"))
                .isInstanceOf(UpstreamFailure.class)
                .hasMessageContaining("has sent nothing for 1 seconds")
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("tool_server_timeout");
        await().untilAsserted(() ->
                assertThat(host.states().getFirst().log()).anyMatch(line -> line.startsWith("cancelled ")));
    }

    @Test
    void progressIsASignOfLife() {
        assertThat(call(server(NpmServers.script("hostile.mjs", "slow"), Duration.ofSeconds(1)), "1"))
                .isEqualTo("done");
    }

    @Test
    void anInterruptEndsTheWaitAndTellsTheServer() throws Exception {
        var server = hostile("silent");
        var ended = new CompletableFuture<Throwable>();
        var thread = Thread.startVirtualThread(() -> {
            try {
                call(server, "1");
            } catch (CancellationException e) {
                ended.complete(e);
            }
        });
        await().until(() -> !host.states().isEmpty() && host.states().getFirst().phase() == Phase.CONNECTED);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        thread.interrupt();
        assertThat(ended.get()).isInstanceOf(CancellationException.class);
        await().untilAsserted(() ->
                assertThat(host.states().getFirst().log()).anyMatch(line -> line.startsWith("cancelled ")));
    }

    @Test
    void aMessageOfAGigabyteIsNotReadToItsEnd() {
        assertThatThrownBy(() -> call(hostile("huge"), "1"))
                .hasMessageContaining("a message of more than 16,777,216 bytes")
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("tool_server_protocol");
    }

    @ParameterizedTest
    @CsvSource({"half", "dies"})
    void aServerThatEndsInTheMidstIsToldOfAndStartedAgain(String mode) {
        var server = hostile(mode);
        assertThatThrownBy(() -> call(server, "1"))
                .hasMessageContaining("The process has ended")
                .hasMessageContaining("what became of that is not known")
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("tool_server_unreachable");
        assertThat(host.offer(server, CALLER).title()).isEqualTo("hostile");
    }

    @Test
    void aServerThatDoesNotStartIsLeftAloneForAWhile() {
        var server = hostile("no-start");
        assertThatThrownBy(() -> call(server, "1"))
                .hasMessageContaining("with code 3")
                .hasMessageContaining("no such database");
        assertThatThrownBy(() -> call(server, "2")).hasMessageContaining("It is tried again in");
        assertThat(host.states().getFirst().phase()).isEqualTo(Phase.BROKEN);
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        var server = server(new ToolServerAddress.Process("no-such-program", List.of(), Map.of(), Optional.empty()));
        assertThatThrownBy(() -> call(server, "1"))
                .hasMessageContaining("no-such-program could not be started")
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("tool_server_unreachable");
    }

    @ParameterizedTest
    @CsvSource({"endless", "circle"})
    void aListWithoutAnEndIsNotReadForEver(String mode) {
        assertThatThrownBy(() -> host.offer(hostile(mode), CALLER)).hasMessageContaining("does not end");
    }

    @Test
    void aListThatIsTooLargeIsNotReadToItsEnd() {
        assertThatThrownBy(() -> host.offer(hostile("fat"), CALLER)).hasMessageContaining("tools is too large");
    }

    @Test
    void progressWithoutEndIsNotWaitedForForEver() {
        var server = server(NpmServers.script("hostile.mjs", "always"), Duration.ofMillis(300));
        assertThatThrownBy(() -> call(server, "1"))
                .hasMessageContaining("has not answered within 3 seconds")
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("tool_server_timeout");
    }

    /** 100 MB in all, of which nothing but the first is kept while a person is waited for. */
    @Test
    void ofAnswersWithoutEndTheFirstCounts() {
        var server = hostile("answers-on");
        var asked = (ToolResponse.Asks) host.call(server, "act", invocation("key", Json.object()));
        await().untilAsserted(() -> assertThat(host.states().getFirst().log()).contains("all is sent"));
        var reply = Map.<String, ToolReply>of(asked.questions().getFirst().key(), new ToolReply.Declined());
        var round = new ToolRound(asked.questions(), asked.state(), reply);
        assertThat(text(host.call(server, "act", invocation("key", Json.object(), round))))
                .startsWith("0x");
    }

    @Test
    void aRevisionThatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> call(hostile("future"), "1"))
                .hasMessageContaining("a revision that this platform does not know");
    }

    @Test
    void aProcessSeesNothingOfOurEnvironmentButWhereProgramsAre() {
        var server = server(NpmServers.script("hostile.mjs", Map.of("ONLY", "this"), "env"));
        assertThat(call(server, "1")).contains("\"ONLY\":\"this\"", "\"PATH\"").doesNotContain("HOME", "USER");
    }

    @Test
    void whatAServerStartedEndsWithIt() {
        var server = hostile("grandchild");
        var child = ProcessHandle.of(Long.parseLong(call(server, "1"))).orElseThrow();
        assertThat(child.isAlive()).isTrue();
        host.disconnect(server.name());
        await().untilAsserted(() -> assertThat(child.isAlive()).isFalse());
    }

    @Test
    void aQuestionIsHandedOutAndItsAnswerGoesToTheSameCall() {
        var server = hostile("asks");
        var asked = (ToolResponse.Asks) host.call(server, "act", invocation("key", Json.object()));
        var form = (ToolQuestion.Form) asked.questions().getFirst();
        assertThat(form.message()).isEqualTo("Which one?");
        var answer = new ToolReply.Accepted(Json.object().with("which", Json.of("this")));
        var round = new ToolRound(asked.questions(), asked.state(), Map.of(form.key(), answer));
        assertThat(text(host.call(server, "act", invocation("key", Json.object(), round))))
                .isEqualTo("answered {\"action\":\"accept\",\"content\":{\"which\":\"this\",\"size\":3}}");
    }

    @Test
    void aCallThatAskedAndIsGoneIsBegunAnewWhereItMayBeAndElseIsLost() {
        var server = hostile("asks");
        var asked = (ToolResponse.Asks) host.call(server, "act", invocation("key", Json.object()));
        host.disconnect(server.name());
        var round = declined(asked);
        assertThat(text(host.call(server, "act", invocation("key", Json.object(), round))))
                .isEqualTo("LOST");
        assertThat(text(host.call(server, "act", repeatable("key", Json.object(), round))))
                .as("asked the same, it is told the same")
                .isEqualTo("answered {\"action\":\"decline\"}");
    }

    private static ToolRound declined(ToolResponse.Asks asked) {
        return new ToolRound(
                asked.questions(),
                asked.state(),
                Map.of(asked.questions().getFirst().key(), new ToolReply.Declined()));
    }

    @Test
    void aCallWhoseProcessEndedWhileItAskedIsLost() {
        var server = hostile("asks-and-dies");
        var asked = (ToolResponse.Asks) host.call(server, "act", invocation("key", Json.object()));
        await().untilAsserted(() -> assertThat(host.states().getFirst().phase()).isEqualTo(Phase.BROKEN));
        assertThat(text(host.call(server, "act", invocation("key", Json.object(), declined(asked)))))
                .isEqualTo("LOST");
    }

    @Test
    void oneFormThatWaitsKeepsNoOtherCallFromAsking() {
        var server = hostile("asks-each");
        var ada = (ToolResponse.Asks) host.call(server, "act", invocation("ada", Json.object()));
        var bob = (ToolResponse.Asks) host.call(server, "act", invocation("bob", Json.object()));
        assertThat(List.of(ada, bob))
                .extracting(asked -> ((ToolQuestion.Form) asked.questions().getFirst()).message())
                .containsExactly("Call 1?", "Call 2?");
        assertThat(text(host.call(server, "act", invocation("ada", Json.object(), declined(ada)))))
                .isEqualTo("call 1: {\"action\":\"decline\"}");
        assertThat(text(host.call(server, "act", invocation("bob", Json.object(), declined(bob)))))
                .isEqualTo("call 2: {\"action\":\"decline\"}");
    }

    @Test
    void aQuestionOfWhichNobodyCanTellWhoseItIsIsRefusedWithThat() {
        var server = hostile("asks-each");
        host.call(server, "act", invocation("ada", Json.object()));
        var second = Json.object().with("takeBack", Json.of("q1"));
        assertThat(text(host.call(server, "act", invocation("bob", second))))
                .contains("Several calls are under way, and nothing says in which of them this is asked.");
    }

    @Test
    void aCallThatEndedWithoutItsAnswerKeepsNoOtherFromAsking() {
        var server = hostile("asks-each");
        host.call(server, "act", invocation("ada", Json.object()));
        var second = Json.object().with("takeBack", Json.of("q1")).with("end", Json.of("q1"));
        assertThat(text(host.call(server, "act", invocation("bob", second)))).startsWith("ASKS ");
    }

    @Test
    void aServerThatMayNotAskIsRefused() {
        var server = Servers.lonely(NpmServers.script("hostile.mjs", "asks"));
        assertThat(call(server, "1")).contains("answered {\"code\":-32601");
    }

    @Test
    void aServerThatMayNotAskSendsNobodyToAnAddress() {
        var server = Servers.lonely(NpmServers.script("hostile.mjs", "visits"));
        assertThat(call(server, "1")).isEqualTo("FAILED Log in first");
    }
}
