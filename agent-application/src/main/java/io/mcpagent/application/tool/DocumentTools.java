package io.mcpagent.application.tool;

import io.mcpagent.application.retrieval.Question;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.Scores;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolOutcome.Failed;
import io.mcpagent.domain.tool.ToolOutcome.Succeeded;
import io.mcpagent.domain.tool.ToolPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Searching, reading and listing the documents of a run's collections, as far as its caller may read them. */
public final class DocumentTools implements ToolPort {
    private static final String SEARCH = "search_passages";
    private static final String READ = "read_document";
    private static final String LIST = "list_documents";

    private static final int DEFAULT_FOUND = 5;
    private static final int MOST_FOUND = 20;
    private static final int LISTED = 200;
    /** Of the text that one reading shows, in UTF-16 code units. */
    private static final int READ_AT_ONCE = 12_000;

    /** Also names of documents are what somebody wrote who need not mean well. */
    private static final List<ToolDefinition> TOOLS = List.of(
            ToolDefinition.own(
                    SEARCH,
                    "Searches the documents. Returns passages with numbers to cite them by.",
                    Schemas.object(
                            Json.object()
                                    .with("query", Schemas.text("What to look for, as a question or in key words."))
                                    .with(
                                            "limit",
                                            Schemas.integer(
                                                    "How many passages at most; 5 if left out.", 1, MOST_FOUND)),
                            "query"),
                    ToolEffect.READS,
                    false),
            ToolDefinition.own(
                    READ,
                    "Reads a document from a part on, as far as fits. Returns passages with numbers to cite them by.",
                    Schemas.object(
                            Json.object()
                                    .with("document", Schemas.text("Its name, as passages and list_documents show it."))
                                    .with(
                                            "part",
                                            Schemas.integer("Where to begin; 1 if left out.", 1, Integer.MAX_VALUE)),
                            "document"),
                    ToolEffect.READS,
                    false),
            ToolDefinition.own(
                    LIST, "Lists the names of the documents.", Schemas.object(Json.object()), ToolEffect.READS, false));

    private final Scopes scopes;
    private final SearchService search;
    private final DocumentRepository documents;

    public DocumentTools(Scopes scopes, SearchService search, DocumentRepository documents) {
        this.scopes = scopes;
        this.search = search;
        this.documents = documents;
    }

    /** Whether a tool of that name looks into the documents. */
    public static boolean isOne(String tool) {
        return TOOLS.stream().anyMatch(one -> one.name().equals(tool));
    }

    @Override
    public List<ToolDefinition> tools() {
        return TOOLS;
    }

    @Override
    public ToolOutcome call(ToolInvocation invocation) {
        var scope = scopes.of(invocation.caller(), invocation.collections());
        var arguments = Arguments.of(invocation.arguments());
        return switch (invocation.tool()) {
            case SEARCH -> search(arguments, scope);
            case READ -> read(arguments, scope);
            case LIST -> list(scope);
            default -> throw new IllegalArgumentException("no tool of ours: " + invocation.tool());
        };
    }

    private ToolOutcome search(Arguments arguments, SearchScope scope) {
        try {
            var query = Question.checked(arguments.text("query").orElse(""));
            var found = search.passagesFor(query, scope, limit(arguments));
            return new Succeeded(found.isEmpty() ? "Nothing was found." : "Found:", found);
        } catch (InvalidRequest mendable) {
            return new Failed(mendable.getMessage());
        }
    }

    private static int limit(Arguments arguments) {
        return Math.clamp(arguments.integer("limit").orElse(DEFAULT_FOUND), 1, MOST_FOUND);
    }

    private ToolOutcome read(Arguments arguments, SearchScope scope) {
        var name = arguments.text("document").orElse("");
        var document =
                all(scope).stream().filter(each -> each.name().equals(name)).findFirst();
        if (document.isEmpty())
            return new Failed(
                    "There is no document named %s; list_documents lists those that are there.".formatted(name));
        var language = scope.collections().getOrDefault(document.get().collection(), Language.ENGLISH);
        var chunks = documents.chunks(document.get().id());
        var first = Math.max(1, arguments.integer("part").orElse(1));
        var shown = new ArrayList<Passage>();
        var length = 0;
        for (var chunk : chunks.subList(Math.min(first - 1, chunks.size()), chunks.size())) {
            length += chunk.text().length();
            if (length > READ_AT_ONCE && !shown.isEmpty()) break;
            shown.add(passage(chunk, document.get(), language));
        }
        return new Succeeded(whatIsShown(name, first, shown.size(), chunks.size()), shown);
    }

    private static String whatIsShown(String name, int first, int shown, int all) {
        if (shown == 0) return "%s has %d parts; there is no part %d.".formatted(name, all, first);
        var last = first + shown - 1;
        var rest = last < all ? " It goes on with part %d.".formatted(last + 1) : "";
        return "%s, parts %d to %d of %d.%s".formatted(name, first, last, all, rest);
    }

    private static Passage passage(Chunk chunk, Document document, Language language) {
        var none = new Scores(0, Optional.empty(), Optional.empty());
        return new Passage(
                chunk.id(),
                document.name(),
                language,
                chunk.start(),
                chunk.end(),
                chunk.location(),
                chunk.headings(),
                chunk.text(),
                none);
    }

    private ToolOutcome list(SearchScope scope) {
        var names = all(scope).stream().map(Document::name).toList();
        if (names.isEmpty()) return new Succeeded("There are no documents.");
        var more = names.size() > LISTED ? "\nand %d more".formatted(names.size() - LISTED) : "";
        return new Succeeded(names.stream().limit(LISTED).collect(Collectors.joining("\n")) + more);
    }

    private List<Document> all(SearchScope scope) {
        return scope.ids().stream()
                .sorted(Comparator.comparing(CollectionId::value))
                .flatMap(collection -> documents.inCollection(collection).stream())
                .toList();
    }
}
