package io.mcpagent.adapter.vector;

import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** The query of the keyword half: any of the words, in the language and among the collections of each. */
final class KeywordSearch {
    /** Looked at; what comes later in an endless query is left out. */
    private static final int MAX_DISTINCT_TERMS = 32_768;
    /** Searched for: the rarest, which weigh most. ArguAna's longest queries, whole arguments, have fewer. */
    private static final int MAX_SEARCHED_TERMS = 256;

    private final TextAnalysisPort analysis;

    KeywordSearch(TextAnalysisPort analysis) {
        this.analysis = analysis;
    }

    /** Empty when no word of the text occurs in the index. */
    Optional<Query> query(String text, SearchScope scope, IndexReader reader) throws IOException {
        var byLanguage = scope.collections().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        var all = new BooleanQuery.Builder();
        for (var group : byLanguage.entrySet()) {
            inLanguage(text, group.getKey(), group.getValue(), reader).ifPresent(query -> all.add(query, Occur.SHOULD));
        }
        var query = all.build();
        // One language alone is not wrapped, so that Lucene sees the words and can skip.
        return switch (query.clauses().size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(query.clauses().getFirst().query());
            default -> Optional.of(query);
        };
    }

    private Optional<Query> inLanguage(
            String text, Language language, List<CollectionId> collections, IndexReader reader) throws IOException {
        var counts = analysis.terms(text, language).stream()
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        var words = new BooleanQuery.Builder();
        for (var term : rarest(counts.keySet().stream(), ChunkFields.analysed(language), reader)) {
            var count = counts.getOrDefault(term.text(), 1L);
            var word = new TermQuery(term);
            words.add(count == 1 ? word : new BoostQuery(word, count), Occur.SHOULD);
        }
        var query = words.build();
        if (query.clauses().isEmpty()) return Optional.empty();
        return Optional.of(words.add(new CollectionFilter(collections), Occur.FILTER)
                .setMinimumNumberShouldMatch(1)
                .build());
    }

    private static List<Term> rarest(Stream<String> words, String field, IndexReader reader) throws IOException {
        var frequencies = new LinkedHashMap<Term, Integer>();
        for (var word : words.limit(MAX_DISTINCT_TERMS).toList()) {
            var term = new Term(field, word);
            var frequency = reader.docFreq(term);
            if (frequency > 0) frequencies.put(term, frequency);
        }
        return frequencies.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getValue))
                .limit(MAX_SEARCHED_TERMS)
                .map(Map.Entry::getKey)
                .toList();
    }
}
