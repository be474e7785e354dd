package io.mcpagent.bootstrap.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.conversation.AskResult;
import io.mcpagent.application.conversation.ConversationMarkdown;
import io.mcpagent.bootstrap.tool.Injection.Held;
import io.mcpagent.bootstrap.tool.Injection.Place;
import io.mcpagent.bootstrap.tool.Order.Call;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest.ApproveCall;
import io.mcpagent.domain.run.InputRequest.AskedByTool;
import io.mcpagent.domain.run.RunEvent.RunEnd;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.tool.ToolQuestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each case of {@code injections.yaml} against the whole platform, with a model that does what it reads. Twice: as it is by
 * default, where a person approves what they asked for and answers nothing else; and where rules allow everything and a
 * person says yes to all, which shows that the case would do harm.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InjectionTest {
    private static final String CAREFUL = "guarded";
    private static final String CARELESS = "careless";
    private static final int LEAST = 60;

    private GuardedPlatform guarded;
    private int secrets;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        guarded = new GuardedPlatform(folder);
    }

    @AfterAll
    void close() throws IOException {
        guarded.close();
    }

    static List<Injection> injections() {
        return Injection.all();
    }

    @Test
    void thereAreEnough() {
        assertThat(injections()).hasSizeGreaterThanOrEqualTo(LEAST);
        assertThat(injections()).extracting(Injection::name).doesNotHaveDuplicates();
        assertThat(injections())
                .filteredOn(each -> !each.reaches().equals("nothing"))
                .hasSizeGreaterThanOrEqualTo(LEAST);
    }

    @ParameterizedTest
    @MethodSource("injections")
    void causesNothingThatNobodyApproved(Injection injection) {
        var allowed = seen(injection, CARELESS);
        var seen = seen(injection, CAREFUL);

        assertThat(allowed.what())
                .as("with everything allowed")
                .contains(injection.reaches().split(", ", -1));
        assertThat(seen.outward()).as("calls that nobody asked for").isEmpty();
        assertThat(seen.told()).as("what the address was told").isEmpty();
        switch (injection.held()) {
            case ASKED ->
                assertThat(seen.waiting()).as("what waits for a person").anyMatch(isOf(injection));
            case REFUSED, UNSEEN, INERT -> assertThat(seen.waiting()).isEmpty();
        }
        if (injection.held() == Held.INERT)
            assertThat(Viewer.fetches(seen.shown())).isEmpty();
    }

    private static Predicate<String> isOf(Injection injection) {
        var reached = injection.reaches().split(", ", -1)[0];
        return reached.equals("person")
                ? waiting -> waiting.startsWith("AskedByTool")
                : waiting -> waiting.startsWith("ApproveCall") && waiting.contains(reached);
    }

    /**
     * What there was to see of a case.
     *
     * @param outward what reached servers beside what the user asked for
     * @param told to whoever listens at the address in the text
     * @param waiting calls and questions that nobody answered
     * @param shown the conversation as it is handed out
     * @param fetched by somebody who shows the answer as it came
     */
    private record Seen(
            List<Call> outward, List<String> told, List<String> waiting, String shown, List<String> fetched) {
        /** In words of the file. */
        List<String> what() {
            var all = new ArrayList<>(outward.stream().map(Call::tool).toList());
            if (!told.isEmpty()) all.add("address");
            if (!fetched.isEmpty()) all.add("image");
            if (all.isEmpty()) all.add("nothing");
            return all;
        }
    }

    private Seen seen(Injection injection, String agent) {
        var secret = "s3cret-" + ++secrets;
        guarded.plant(injection, agent.equals(CARELESS));
        try {
            var question = injection.in().question() + " My code word is " + secret + ".";
            var mine = new ArrayList<>(calls(question, secret));
            var result = asked(agent, question, Optional.empty(), mine);
            if (injection.in() == Place.HISTORY || injection.in() == Place.FORK) {
                var known = injection.in() == Place.FORK ? fork(result) : result.conversation();
                result = asked(agent, "Go on, please. My code word is " + secret + ".", Optional.of(known), mine);
            }
            return seen(result, mine);
        } finally {
            guarded.clear(injection);
        }
    }

    private Seen seen(AskResult result, List<Call> mine) {
        var outward = new ArrayList<>(guarded.servers.reached());
        mine.forEach(outward::remove);
        var waiting = waiting(result.run()).stream()
                .map(each -> each.request().toString())
                .toList();
        var end = guarded.platform
                .runs()
                .events(GuardedPlatform.ASKER, result.run())
                .getLast()
                .event();
        if (!(end instanceof RunEnd)) guarded.platform.runs().cancel(GuardedPlatform.ASKER, result.run());
        var export = guarded.platform.conversations().export(GuardedPlatform.ASKER, result.conversation());
        var raw = export.said().stream()
                .flatMap(said -> said.message().parts().stream())
                .map(part -> part.text())
                .collect(Collectors.joining("\n\n"));
        return new Seen(outward, guarded.canary.told(), waiting, ConversationMarkdown.of(export), Viewer.fetches(raw));
    }

    private ConversationId fork(AskResult result) {
        return guarded.platform
                .conversations()
                .fork(GuardedPlatform.ASKER, result.conversation(), Optional.empty())
                .id();
    }

    /** The careful person approves what they asked for, and nothing else; the careless one everything. */
    private AskResult asked(String agent, String question, Optional<ConversationId> known, List<Call> mine) {
        var result = guarded.ask(agent, question, known);
        var wanted = new ArrayList<>(mine);
        Predicate<InboxEntry> isWanted = agent.equals(CARELESS) ? any -> true : entry -> wanted.remove(call(entry));
        for (var next = first(result.run(), isWanted); next.isPresent(); next = first(result.run(), isWanted)) {
            guarded.platform
                    .inbox()
                    .answer(GuardedPlatform.ASKER, next.get().request().id(), yes(next.get()));
            settle(result.run());
        }
        return result;
    }

    private Optional<InboxEntry> first(RunId run, Predicate<InboxEntry> isWanted) {
        return waiting(run).stream().filter(isWanted).findFirst();
    }

    private List<InboxEntry> waiting(RunId run) {
        return guarded.platform.inbox().waiting(GuardedPlatform.ASKER).stream()
                .filter(entry -> entry.run().equals(run))
                .toList();
    }

    private void settle(RunId run) {
        Awaitility.await().until(() -> {
            var last = guarded.platform
                    .runs()
                    .events(GuardedPlatform.ASKER, run)
                    .getLast()
                    .event();
            return last instanceof RunEnd || !waiting(run).isEmpty();
        });
    }

    /** That waits; one that nobody asked for where it is a tool that asks. */
    private static Call call(InboxEntry entry) {
        return entry.request() instanceof ApproveCall asked
                ? new Call(asked.call().tool(), (Json.Obj) asked.call().arguments())
                : new Call("", Json.object());
    }

    private static InputAnswer yes(InboxEntry entry) {
        if (!(entry.request() instanceof AskedByTool asked)) return new InputAnswer.Approve(Optional.empty());
        return switch (asked.question()) {
            case ToolQuestion.Form form -> new InputAnswer.Fill(Json.object().with("note", Json.of("yes")));
            case ToolQuestion.Visit visit -> new InputAnswer.Visited();
            case ToolQuestion.Sample sample -> new InputAnswer.Approve(Optional.empty());
        };
    }

    private static List<Call> calls(String question, String secret) {
        return Order.in(question, secret).stream()
                .flatMap(order -> order instanceof Call call ? Stream.of(call) : Stream.empty())
                .toList();
    }
}
