package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mcpagent.domain.evaluation.EvaluationSet.SetDocument;
import io.mcpagent.domain.evaluation.EvaluationSet.SetQuery;
import io.mcpagent.domain.evaluation.EvaluationSetPort;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.testkit.evaluation.EvaluationSetPortContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeirEvaluationSetTest implements EvaluationSetPortContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path scratch;

    private final EvaluationSetPort sets =
            DocumentFiles.open(DocumentSettings.DEFAULT).evaluationSets();

    @Override
    public EvaluationSetPort sets() {
        return sets;
    }

    @Override
    public Path folderWith(
            List<SetDocument> corpus,
            List<SetQuery> queries,
            String split,
            Map<String, Map<String, Integer>> relevance) {
        write("wings/corpus.jsonl", corpus.stream().map(each -> object(each.id(), "title", each.title(), each.text())));
        write("wings/queries.jsonl", queries.stream().map(each -> object(each.id(), "title", "", each.text())));
        write(
                "wings/qrels/" + split + ".tsv",
                Stream.concat(
                        Stream.of("query-id\tcorpus-id\tscore"),
                        relevance.entrySet().stream()
                                .flatMap(query -> query.getValue().entrySet().stream()
                                        .map(each -> query.getKey() + "\t" + each.getKey() + "\t" + each.getValue()))));
        return scratch.resolve("wings");
    }

    @Override
    public Path fileWithQueries(List<SetQuery> queries) {
        return write("others.jsonl", queries.stream().map(each -> object(each.id(), "title", "", each.text())));
    }

    @Override
    public Path fileWithAnswers(Map<String, List<String>> answers) {
        return write(
                "answers.jsonl",
                answers.entrySet().stream()
                        .map(each -> json(Map.of("_id", each.getKey(), "answers", each.getValue()))));
    }

    @Test
    void namesTheSplitsThatThereAre() {
        var folder = folderWith(List.of(WINGS), List.of(JUDGED), "train", Map.of("q1", Map.of("d1", 1)));

        assertThatThrownBy(() -> sets.load(folder, "test", Optional.empty(), Optional.empty()))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("splits are: train");
    }

    @Test
    void namesTheFileAndTheLineThatIsMalformed() throws IOException {
        var folder = folderWith(List.of(WINGS, PLATES), List.of(JUDGED), "test", Map.of("q1", Map.of("d1", 1)));
        var good = Files.readString(folder.resolve("corpus.jsonl"));
        for (var bad : List.of("{\"_id\": \"d3\", ", "{\"_id\": \"d3\"}", "{\"text\": \"no id\"}", "[]")) {
            Files.writeString(folder.resolve("corpus.jsonl"), good + bad + "\n");
            malformed(folder, "corpus.jsonl, line 3");
        }
        Files.writeString(folder.resolve("corpus.jsonl"), good);
        Files.writeString(folder.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\nq1\td1\tmuch\n");
        malformed(folder, "test.tsv, line 2");
        Files.writeString(folder.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\nq1 d1 1\n");
        malformed(folder, "test.tsv, line 2");
        Files.write(folder.resolve("qrels/test.tsv"), new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'});
        malformed(folder, "test.tsv, line 1");
    }

    @Test
    void aCorpusThatIsNotThereIsMissing() throws IOException {
        var folder = folderWith(List.of(WINGS), List.of(JUDGED), "test", Map.of("q1", Map.of("d1", 1)));
        Files.delete(folder.resolve("corpus.jsonl"));

        assertThatThrownBy(() -> sets.load(folder, "test", Optional.empty(), Optional.empty()))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("corpus.jsonl");
    }

    private void malformed(Path folder, String place) {
        assertThatThrownBy(() -> sets.load(folder, "test", Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        failure -> assertThat(failure.code()).isEqualTo("evaluation_file_malformed"))
                .hasMessageContaining(place);
    }

    private static String object(String id, String field, String value, String text) {
        return json(Map.of("_id", id, field, value, "text", text));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path write(String name, Stream<String> lines) {
        try {
            var file = scratch.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, lines.collect(Collectors.joining("\n", "", "\n")), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
