package io.mcpagent.adapter.cli;

import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.run.CitationJson;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import java.util.List;
import java.util.Optional;

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
    private final Backend backend;
    private final ChatInput input;
    private Talk talk;
    private Optional<AnswerCompleted> last = Optional.empty();

    ChatLoop(Invocation invocation, Backend backend, ChatInput input, Talk talk) {
        this.invocation = invocation;
        this.backend = backend;
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
        var run = backend.questions().ask(talk.asking(question));
        talk = talk.in(Optional.of(run.session()));
        var printer = new ChatPrinter(invocation, run.session());
        follow(run, printer);
        if (printer.isParked() && invocation.output().isInteractive())
            Settling.of(invocation, backend, input).settle(run.run(), goesOn -> follow(goesOn, printer));
        if (printer.answer().isPresent()) last = printer.answer();
    }

    private void follow(FollowedRun run, ChatPrinter printer) {
        input.during(() -> run.seeThrough(printer), run::cancel);
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
        var chosen = talk.agent().map(AgentName::value);
        for (var agent : backend.workshop().agents()) {
            var name = Members.text(agent, "name");
            columns.row(
                    (chosen.equals(Optional.of(name)) ? "* " : "  ") + TerminalText.name(name),
                    TerminalText.name(Members.text(agent, "description")));
        }
        columns.print(invocation.output());
    }

    private void choose(String name) {
        if (name.equals("-")) {
            talk = talk.with(Optional.empty());
            return;
        }
        var agent = new AgentName(name);
        backend.questions().require(Optional.of(agent), Optional.empty());
        talk = talk.with(Optional.of(agent));
        invocation.output().note(name + " answers from now on.");
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
        var fork = backend.sessions().fork(talk.session().get(), Optional.empty());
        var copy = new ConversationId(Members.id(fork, "id"));
        talk = talk.in(Optional.of(copy));
        invocation.output().note("You go on in the copy " + copy.value() + ".");
    }

    private void session() {
        invocation.output().say(talk.session().map(id -> id.value().toString()).orElse("none yet"));
    }
}
