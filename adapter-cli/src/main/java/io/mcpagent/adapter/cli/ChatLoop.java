package io.mcpagent.adapter.cli;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.run.CitationJson;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.run.StreamPosition;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Asks what is typed until there is no more. A question that fails does not end it. */
final class ChatLoop {
    static final List<String> COMMANDS = List.of("/help", "/sources", "/agent", "/new", "/fork", "/session", "/exit");

    private static final String HELP = """
            /sources      the sources of the last answer, with what they say
            /agent        the agents that there are
            /agent NAME   the agent that is to answer from now on; /agent - leaves it to the question
            /new          begin another session
            /fork         go on in a copy of this session, which stays as it is
            /session      the id of this session, for --session
            /exit         end; Ctrl-D does it too
            A line that ends with \\ goes on in the next. Ctrl-C cancels the answer under way.""";

    private final Invocation invocation;
    private final CliPlatform platform;
    private final ChatInput input;
    private Talk talk;
    private Optional<AnswerCompleted> last = Optional.empty();

    ChatLoop(Invocation invocation, CliPlatform platform, ChatInput input, Talk talk) {
        this.invocation = invocation;
        this.platform = platform;
        this.input = input;
        this.talk = talk;
    }

    void run() {
        for (var line = input.next(); line.isPresent(); line = input.next()) {
            var text = line.get().strip();
            if (text.equals("/exit") || text.equals("/quit")) return;
            try {
                if (text.startsWith("/")) command(text);
                else if (!text.isEmpty()) ask(text);
            } catch (AgentFailure failure) {
                invocation.failures().tell(failure.code(), failure.getMessage());
            }
        }
    }

    private void ask(String question) {
        var asked = platform.chat().begin(Caller.LOCAL_OWNER, talk.asking(question));
        talk = talk.in(Optional.of(asked.conversation()));
        var printer = new ChatPrinter(invocation, asked.conversation());
        try {
            input.during(
                    () -> platform.runs().follow(Caller.LOCAL_OWNER, asked.run(), StreamPosition.START, printer),
                    () -> platform.runs().cancel(Caller.LOCAL_OWNER, asked.run()));
        } catch (CancellationException ended) {
            platform.runs().cancel(Caller.LOCAL_OWNER, asked.run());
            throw ended;
        }
        if (printer.answer().isPresent()) last = printer.answer();
    }

    private void command(String line) {
        var parts = line.split("\\s+", 2);
        var rest = parts.length > 1 ? Optional.of(parts[1].strip()) : Optional.<String>empty();
        switch (parts[0]) {
            case "/help" -> HELP.lines().forEach(invocation.output()::say);
            case "/sources" -> sources();
            case "/agent" -> rest.ifPresentOrElse(this::choose, this::agents);
            case "/new" -> renew();
            case "/fork" -> fork();
            case "/session" -> session();
            default ->
                invocation
                        .failures()
                        .tell("unknown_command", "There is no " + parts[0] + "; /help lists what there is.");
        }
    }

    private void sources() {
        if (last.isEmpty()) invocation.output().note("Nothing was answered yet.");
        else if (last.get().citations().isEmpty()) invocation.output().note("The last answer cites nothing.");
        else if (invocation.output().isJson())
            last.get().citations().stream().map(CitationJson::of).forEach(invocation.output()::say);
        else AnswerText.quotes(last.get(), invocation.output());
    }

    private void agents() {
        var columns = new Columns();
        for (var agent : platform.agents().agents(Caller.LOCAL_OWNER)) {
            var mark = talk.agent().equals(Optional.of(agent.name())) ? "*" : " ";
            columns.row(mark + " " + agent.name().value(), TerminalText.name(agent.description()));
        }
        columns.print(invocation.output());
    }

    private void choose(String name) {
        if (name.equals("-")) {
            talk = talk.with(Optional.empty());
            return;
        }
        var agent = platform.agents().agent(Caller.LOCAL_OWNER, new AgentName(name));
        talk = talk.with(Optional.of(agent.name()));
        invocation.output().note(agent.name().value() + " answers from now on.");
    }

    private void renew() {
        talk = talk.in(Optional.empty());
        last = Optional.empty();
        invocation.output().note("A new session begins with your next question.");
    }

    private void fork() {
        if (talk.session().isEmpty()) {
            invocation.output().note("Nothing was said yet.");
            return;
        }
        var fork =
                platform.conversations().fork(Caller.LOCAL_OWNER, talk.session().get(), Optional.empty());
        talk = talk.in(Optional.of(fork.id()));
        invocation.output().note("You go on in the copy " + fork.id().value() + ".");
    }

    private void session() {
        invocation.output().say(talk.session().map(id -> id.value().toString()).orElse("none yet"));
    }
}
