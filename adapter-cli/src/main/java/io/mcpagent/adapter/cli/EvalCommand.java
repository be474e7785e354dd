package io.mcpagent.adapter.cli;

import io.mcpagent.application.evaluation.EvaluationReport;
import io.mcpagent.application.evaluation.EvaluationRequest;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Language;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "eval",
        header = "Measures search and answers on a judged collection.",
        description = {
            "",
            "The folder is in BEIR layout: corpus.jsonl, queries.jsonl, qrels/SPLIT.tsv. Everything goes through the"
                    + " path that answers users, in a throw-away index.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  mcp-agent eval ~/beir/scifact",
            "  mcp-agent eval ~/squad --queries questions.jsonl --answers answers.jsonl",
            "  mcp-agent eval ~/talks --queries turns.jsonl --conversation"
        })
final class EvalCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder of the collection.")
    private Path folder = Path.of("");

    @Option(names = "--split", paramLabel = "S", description = "Which judgements: qrels/S.tsv (default: test).")
    private String split = "test";

    @Option(names = "--queries", paramLabel = "FILE", description = "Other queries than those of queries.jsonl.")
    private Optional<Path> queries = Optional.empty();

    @Option(
            names = "--conversation",
            description = "Each query's lines are the turns of a conversation, the last being the question: it is"
                    + " resolved against the others, as for an agent without a chat model.")
    private boolean conversation;

    @Option(
            names = "--language",
            paramLabel = "L",
            converter = LanguageConverter.class,
            description = "The language of the collection (default: en).")
    private Language language = Language.ENGLISH;

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "Also ask every query, and look for these answers in what is quoted.")
    private Optional<Path> answers = Optional.empty();

    private final Invocation invocation;

    EvalCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var root = Roots.of(folder);
        var request = new EvaluationRequest(
                root, split, queries.map(Roots::of), conversation, answers.map(Roots::of), language);
        var evaluation = invocation.host().evaluation(invocation.options());
        try (var bar = IngestionBar.on(invocation.output(), root)) {
            var reports = printer();
            evaluation.evaluate(Caller.LOCAL_OWNER, request, bar, report -> {
                bar.clear();
                reports.accept(report);
            });
        }
        return ExitCode.DONE;
    }

    private Consumer<EvaluationReport> printer() {
        var output = invocation.output();
        if (output.isJson()) return report -> output.say(EvaluationJson.of(report));
        return new EvaluationText(output)::print;
    }
}
