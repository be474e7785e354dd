package io.mcpagent.adapter.cli;

import io.mcpagent.application.retrieval.SearchJson;
import io.mcpagent.application.retrieval.SearchMode;
import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.application.retrieval.SearchResult;
import io.mcpagent.domain.access.Caller;
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
        return invocation.onPlatform(platform -> {
            Ingested.require(platform);
            print(platform.search().search(Caller.LOCAL_OWNER, request));
            Waiting.tell(platform, invocation.output());
            return ExitCode.DONE;
        });
    }

    private void print(SearchResult result) {
        var output = invocation.output();
        if (output.isJson()) {
            result.passages().forEach(passage -> output.say(SearchJson.of(passage)));
            if (explain) output.say(SearchJson.explained(result));
        } else {
            SearchText.print(result.passages(), output);
            if (explain) SearchText.explain(result, output);
        }
    }
}
