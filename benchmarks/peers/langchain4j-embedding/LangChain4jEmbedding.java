import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import io.mcpagent.benchmarks.llm.EmbeddingRate;

/** The same model file, as langchain4j runs it when nothing is set. */
public final class LangChain4jEmbedding {
    private LangChain4jEmbedding() {}

    public static void main(String[] args) {
        var model = new BgeSmallEnV15QuantizedEmbeddingModel();
        EmbeddingRate.print(chunks -> model.embedAll(chunks.stream().map(TextSegment::from).toList()));
        System.exit(0);
    }
}
