package io.mcpagent.adapter.cli;

import io.mcpagent.application.retrieval.SearchMode;
import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "search",
        description = "Finds passages, best first, without answering.",
        footer = {
            "",
            "Examples:",
            "  mcp-agent search battery life -k 3",
            "  mcp-agent search 'error E42' --mode keyword --explain"
        })
final class SearchCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "QUERY", description = "What to look for; - reads it from standard input.")
    private List<String> words = List.of();

    @Option(
            names = "-k",
            paramLabel = "N",
            description = "How many chunks to show, up to 1000; neighbours are shown as one (default: 10).")
    private int limit = 10;

    @Option(
            names = "--mode",
            paramLabel = "M",
            description = "hybrid, semantic (by meaning) or keyword (default: hybrid).")
    private SearchMode mode = SearchMode.HYBRID;

    @Option(names = "--explain", description = "Show what each stage found, its scores and its time.")
    private boolean explain;

    @Option(names = "--collection", paramLabel = "C", description = "Look into this collection alone. May be repeated.")
    private List<String> collections = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Invocation invocation;

    SearchCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var query = QuestionArguments.checked(words, invocation.in(), spec.commandLine());
        if (limit < 1 || limit > SearchRequest.MAX_LIMIT)
            throw new ParameterException(
                    spec.commandLine(), "-k is a number from 1 to " + SearchRequest.MAX_LIMIT + ", not " + limit + ".");
        var request = new SearchRequest(query, Set.copyOf(collections), mode, limit);
        return invocation.onBackend(backend -> {
            backend.library().requireSomething();
            print(backend.library().search(request, explain));
            Waiting.tell(backend.library(), invocation.output());
            return ExitCode.DONE;
        });
    }

    private void print(Json.Obj result) {
        var output = invocation.output();
        var passages = Members.objects(result, "data");
        if (output.isJson()) passages.forEach(output::say);
        else SearchText.print(passages, output);
        if (!explain) return;
        var explanation = Members.object(result, "explanation");
        if (output.isJson()) output.say(explanation);
        else SearchText.explain(explanation, output);
    }
}
