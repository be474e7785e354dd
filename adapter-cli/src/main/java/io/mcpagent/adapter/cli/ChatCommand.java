package io.mcpagent.adapter.cli;

import io.mcpagent.domain.agent.AgentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "chat",
        description = {
            "Talks: one question after the other, each understood from those before it.",
            "In it, /help lists what else can be said, Ctrl-C cancels the answer under way, and Ctrl-D ends it."
        })
final class ChatCommand implements Callable<Integer> {
    @Option(
            names = "--docs",
            paramLabel = "PATH",
            description = "Take this folder or file in first, as far as it changed, and ask nothing but what was given"
                    + " so. May be repeated. Without it, everything that was ingested is asked.")
    private List<Path> docs = List.of();

    @Option(names = "--agent", paramLabel = "NAME", description = "The agent that is to answer.")
    private Optional<String> agent = Optional.empty();

    @Option(names = "--model", paramLabel = "NAME/MODEL", description = "The chat model that is to answer.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--session", paramLabel = "ID", description = "Go on with this session.")
    private Optional<String> session = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Invocation invocation;

    ChatCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var known = session.map(Identifiers::session);
        var answerer = new Answerer(agent.map(AgentName::new), model);
        return invocation.onBackend(backend -> {
            answerer.require(backend.questions(), spec.commandLine());
            known.ifPresent(backend.sessions()::session);
            var intake = new Intake(invocation, backend.ingester()).quiet();
            docs.forEach(intake::take);
            if (!docs.isEmpty() && intake.collections().isEmpty()) return ExitCode.FAILED;
            backend.notices().get().forEach(invocation.output()::note);
            var talk = new Talk(intake.collections(), answerer.agent(), answerer.model(), known);
            try (var input = ChatInput.open(invocation, backend.chatHistory())) {
                new ChatLoop(invocation, backend, input, talk).run();
            }
            return ExitCode.DONE;
        });
    }
}
