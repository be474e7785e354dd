package io.mcpagent.adapter.cli;

import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.domain.agent.AgentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "ask",
        description = "Answers a question from your documents, with the sources.",
        footer = {
            "",
            "Examples:",
            "  mcp-agent ask --docs ~/manuals 'How long does the battery last?'",
            "  mcp-agent ask 'Who signs off a release?'",
            "  mcp-agent ask - < question.txt"
        })
final class AskCommand implements Callable<Integer> {
    @Option(
            names = "--docs",
            paramLabel = "PATH",
            description = "Take this folder or file in first, as far as it changed, and ask nothing but what was given"
                    + " so. May be repeated. Without it, everything that was ingested is asked.")
    private List<Path> docs = List.of();

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description =
                    "The agent that is to answer. Without it, the question's words choose one, else the assistant.")
    private Optional<String> agent = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "NAME/MODEL",
            description =
                    "The chat model that is to answer, instead of the agent's own or the default one: a provider of"
                            + " the settings and its name of the model.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--session",
            paramLabel = "ID",
            description = "Go on with this session: the question may lean on what was said there. Answers with --json,"
                    + " and `sessions list`, tell the id.")
    private Optional<String> session = Optional.empty();

    @Parameters(arity = "1..*", paramLabel = "QUESTION", description = "The question; - reads it from standard input.")
    private List<String> words = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Invocation invocation;

    AskCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var question = QuestionArguments.checked(words, invocation.in(), spec.commandLine());
        var answerer = new Answerer(agent.map(AgentName::new), model);
        return invocation.onBackend(backend -> {
            answerer.require(backend.questions(), spec.commandLine());
            return ask(backend, question, answerer);
        });
    }

    private void settle(Backend backend, FollowedRun run, RunPrinter printer) {
        try (var input = ChatInput.open(invocation, Optional.empty())) {
            Settling.of(invocation, backend, input).settle(run.run(), goesOn -> goesOn.seeThrough(printer));
        }
    }

    private int ask(Backend backend, String question, Answerer answerer) {
        var intake = new Intake(invocation, backend.ingester()).quiet();
        docs.forEach(intake::take);
        if (!docs.isEmpty() && intake.collections().isEmpty()) return ExitCode.FAILED;
        var request = new AskRequest(
                question, intake.collections(), answerer.agent(), answerer.model(), session.map(Identifiers::session));
        var run = answerer.meant(spec.commandLine(), () -> backend.questions().ask(request));
        var printer = new RunPrinter(invocation, run.session());
        try {
            run.seeThrough(printer);
            if (printer.isParked() && invocation.output().isInteractive()) settle(backend, run, printer);
        } catch (CancellationException interrupted) {
            return invocation.failures().tellInterrupted(run.run());
        }
        var exitCode = printer.exitCode();
        // Agents answer without documents too.
        if (docs.isEmpty() && printer.foundNothing()) backend.library().requireSomething();
        if (docs.isEmpty()) Waiting.tell(backend.library(), invocation.output());
        backend.notices().get().forEach(invocation.output()::note);
        return exitCode == ExitCode.DONE ? intake.exitCode() : exitCode;
    }
}
