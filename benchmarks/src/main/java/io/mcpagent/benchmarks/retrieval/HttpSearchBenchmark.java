package io.mcpagent.benchmarks.retrieval;

import io.mcpagent.adapter.llm.LocalEmbeddings;
import io.mcpagent.benchmarks.Product;
import io.mcpagent.benchmarks.Sample;
import io.mcpagent.benchmarks.ServerProcess;
import io.mcpagent.bootstrap.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A search over HTTP, text in and ten passages out, against the embedding of one query, in turn and with the same text; the
 * server is a process of its own over 100,000 synthetic chunks, and embeds with the same model on its own. Prints wall
 * times, which count on an idle machine only.
 */
public final class HttpSearchBenchmark {
    private static final int ROUNDS = 5;
    private static final double MILLIS = 1e6;

    private final LocalEmbeddings embeddings;
    private final ServerProcess server;
    private final URI search;
    private final ZipfText text = new ZipfText(BenchmarkIndex.QUERY_SEED);

    private HttpSearchBenchmark(LocalEmbeddings embeddings, ServerProcess server, URI search) {
        this.embeddings = embeddings;
        this.server = server;
        this.search = search;
    }

    /** Takes the launcher, a data directory that is kept, and how many queries a round has; four rounds warm up. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var settings = Settings.in(Path.of(args[1]));
        SearchableData.fill(settings);
        var queries = Integer.parseInt(args[2]);
        try (var embeddings = LocalEmbeddings.open(settings.embedding());
                var server = new Product(Path.of(args[0]), settings.dataDirectory(), Map.of()).serve(0)) {
            var address = server.address().resolve("/api/v1/search");
            var half = new HttpSearchBenchmark(
                    embeddings, server, URI.create(address + "?collection=" + SearchableData.HALF));
            var all = new HttpSearchBenchmark(embeddings, server, URI.create(address + "?limit=10"));
            half.compare("half of the chunks", queries);
            all.compare("all chunks", queries);
        }
    }

    private void compare(String scope, int queries) throws IOException, InterruptedException {
        for (var round = 1; round < ROUNDS; round++) round(queries);
        var added = new ArrayList<Double>();
        for (var round = 0; round < ROUNDS; round++) {
            var times = round(queries);
            System.out.printf(
                    Locale.ROOT,
                    "%s: embedding p50 %.2f ms, p99 %.2f ms; search over HTTP p50 %.2f ms, p99 %.2f ms%n",
                    scope,
                    times.embedding.median(),
                    times.embedding.percentile(99),
                    times.search.median(),
                    times.search.percentile(99));
            added.add(times.search.median() - times.embedding.median());
        }
        System.out.printf("%s: p50 over one embedding, ms, of %d rounds: %s%n", scope, ROUNDS, new Sample(added));
    }

    private Times round(int queries) throws IOException, InterruptedException {
        var embedding = new ArrayList<Double>();
        var searching = new ArrayList<Double>();
        for (var i = 0; i < queries; i++) {
            var query = text.query(6, 10);
            var address = URI.create(search + "&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
            var begin = System.nanoTime();
            embeddings.embedQueries(List.of(query));
            var embedded = System.nanoTime();
            var answer = server.get(address);
            var searched = System.nanoTime();
            if (!answer.contains("\"document_id\"")) throw new IOException("nothing was found: " + answer);
            embedding.add((embedded - begin) / MILLIS);
            searching.add((searched - embedded) / MILLIS);
        }
        return new Times(new Sample(embedding), new Sample(searching));
    }

    private record Times(Sample embedding, Sample search) {}
}
