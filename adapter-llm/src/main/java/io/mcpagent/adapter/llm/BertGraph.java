package io.mcpagent.adapter.llm;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rewrites the graph of a BERT encoder that ONNX Runtime has optimised, where we know more than it does. What does not
 * look as expected is left as it is; weights are never touched.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
final class BertGraph {
    private static final int NODE = 1;
    private static final int INITIALIZER = 5;
    private static final int OUTPUT = 12;
    private static final int VALUE_INFO = 13;

    private static final String MICROSOFT = "com.microsoft";
    private static final String SKIP_NORMALIZATION = "SkipLayerNormalization";
    private static final String SOFTMAX = "Softmax";
    private static final String FIRST = "first_token";
    private static final String HEADS = "tokens_heads_width";
    private static final String STATES = "text_tokens_dimension";

    private final UnknownFieldSet graph;
    private final List<ByteString> constants;
    private List<OnnxNode> nodes;

    BertGraph(UnknownFieldSet graph) {
        this.graph = graph;
        this.constants = new ArrayList<>(graph.getField(INITIALIZER).getLengthDelimitedList());
        this.nodes = graph.getField(NODE).getLengthDelimitedList().stream()
                .map(OnnxNode::parse)
                .toList();
    }

    /** Residual sums become part of the normalisation, which ONNX Runtime 1.28 computes six times faster that way. */
    void fuseResiduals() {
        var makers = makers();
        rewrite(node -> {
            if (!node.operation().equals("LayerNormalization")) return List.of(node);
            return maker(makers, node.input(0), "Add")
                    .map(sum -> List.of(skipNormalization(sum, node)))
                    .orElse(List.of(node));
        });
    }

    /** One text alone has no padding to be hidden: the mask adds zero to every score. */
    void dropMask() {
        var makers = makers();
        rewrite(node -> {
            if (!node.operation().equals(SOFTMAX)) return List.of(node);
            return maker(makers, node.input(0), "Add")
                    .map(sum -> List.of(node.reading(sum.output(), sum.input(0))))
                    .orElse(List.of(node));
        });
    }

    /** Where only the first token's vector is read, the last layer need not compute the others'. */
    void keepFirstTokenOnly() {
        var makers = makers();
        var query = nodes.stream()
                .filter(node -> node.operation().equals(SOFTMAX))
                .reduce((earlier, later) -> later)
                .flatMap(softmax -> maker(makers, softmax.input(0), "FusedMatMul"))
                .flatMap(scores -> maker(makers, scores.input(0), "Transpose"))
                .flatMap(transposed -> maker(makers, transposed.input(0), "Reshape"))
                .flatMap(reshaped -> maker(makers, reshaped.input(0), "MatMulIntegerToFloat"));
        var states = query.flatMap(node -> maker(makers, node.input(0), "DynamicQuantizeLinear"))
                .map(quantized -> quantized.input(0));
        if (query.isEmpty() || states.isEmpty()) return;
        constants.add(OnnxTensors.integers(FIRST, 0));
        rewrite(node -> {
            if (node.equals(query.get())) return ofFirstToken(node, node.input(0));
            var residual =
                    node.operation().equals(SKIP_NORMALIZATION) && node.inputs().contains(states.get());
            return residual ? ofFirstToken(node, states.get()) : List.of(node);
        });
    }

    /**
     * The heads of queries, keys and values are read where the projections wrote them, by their strides, instead of being
     * copied together first.
     */
    void readHeadsInPlace() {
        var makers = makers();
        if (!nodes.stream().filter(BertGraph::isSoftmax).allMatch(node -> isAttention(node, makers))) return;
        constants.add(OnnxTensors.integers(
                HEADS, -1, ModelCard.ATTENTION_HEADS, ModelCard.DIMENSION / ModelCard.ATTENTION_HEADS));
        constants.add(OnnxTensors.integers(STATES, 1, -1, ModelCard.DIMENSION));
        rewrite(node -> switch (node.operation()) {
            case SOFTMAX -> List.of(node.with(List.of(OnnxTensors.attribute("axis", -1))));
            case "FusedMatMul" -> ofHeads(node, makers, true);
            case "MatMul" -> ofHeads(node, makers, false);
            case "Transpose" -> List.of(node.with(List.of(OnnxTensors.attributes("perm", 1, 0, 2))));
            case "Reshape" ->
                maker(makers, node.input(0), "Transpose").isPresent()
                        ? List.of(node.reading(node.input(1), STATES))
                        : List.of(node.reading(node.input(1), HEADS));
            default -> List.of(node);
        });
    }

    /** Without the nodes whose results nobody reads any more, and without the shapes that were noted for them. */
    UnknownFieldSet rewritten() {
        var node = Field.newBuilder();
        read().forEach(kept -> node.addLengthDelimited(kept.bytes()));
        var initializer = Field.newBuilder();
        constants.forEach(initializer::addLengthDelimited);
        return graph.toBuilder()
                .clearField(VALUE_INFO)
                .clearField(NODE)
                .clearField(INITIALIZER)
                .addField(NODE, node.build())
                .addField(INITIALIZER, initializer.build())
                .build();
    }

    private static boolean isSoftmax(OnnxNode node) {
        return node.operation().equals(SOFTMAX);
    }

    /** Scores of transposed queries and keys, and their sum over transposed values. */
    private boolean isAttention(OnnxNode softmax, Map<String, OnnxNode> makers) {
        var sums = nodes.stream()
                .filter(node ->
                        node.operation().equals("MatMul") && node.input(0).equals(softmax.output()))
                .flatMap(sum -> heads(sum.input(1), makers).stream());
        var scores = maker(makers, softmax.input(0), "FusedMatMul")
                .filter(node -> heads(node.input(0), makers).isPresent())
                .filter(node -> heads(node.input(1), makers).isPresent());
        return scores.isPresent() && sums.count() == 1;
    }

    private static Optional<OnnxNode> heads(String transposed, Map<String, OnnxNode> makers) {
        return maker(makers, transposed, "Transpose").flatMap(node -> maker(makers, node.input(0), "Reshape"));
    }

    /** A transposed batch is one that lies token by token and is meant head by head. */
    private static List<OnnxNode> ofHeads(OnnxNode node, Map<String, OnnxNode> makers, boolean scores) {
        var inputs = node.inputs().stream()
                .map(input -> heads(input, makers).map(OnnxNode::output).orElse(input))
                .toList();
        var attributes = new ArrayList<>(node.attributes().stream()
                .filter(attribute -> OnnxTensors.name(attribute).equals("alpha"))
                .toList());
        attributes.add(OnnxTensors.attribute("transBatchB", 1));
        if (scores) {
            attributes.add(OnnxTensors.attribute("transBatchA", 1));
            attributes.add(OnnxTensors.attribute("transB", 1));
        }
        return List.of(new OnnxNode("FusedMatMul", MICROSOFT, inputs, node.outputs(), attributes));
    }

    private static OnnxNode skipNormalization(OnnxNode sum, OnnxNode normalization) {
        var inputs = List.of(sum.input(0), sum.input(1), normalization.input(1), normalization.input(2));
        var epsilon = normalization.attributes().stream()
                .filter(attribute -> OnnxTensors.name(attribute).equals("epsilon"))
                .toList();
        return new OnnxNode(SKIP_NORMALIZATION, MICROSOFT, inputs, normalization.outputs(), epsilon);
    }

    private static List<OnnxNode> ofFirstToken(OnnxNode node, String sequence) {
        var first = sequence + "/" + FIRST;
        var gather = new OnnxNode(
                "Gather", "", List.of(sequence, FIRST), List.of(first), List.of(OnnxTensors.attribute("axis", 1)));
        return List.of(gather, node.reading(sequence, first));
    }

    private List<OnnxNode> read() {
        var wanted = new HashSet<String>();
        graph.getField(OUTPUT).getLengthDelimitedList().forEach(output -> wanted.add(OnnxTensors.name(output)));
        var kept = new ArrayList<OnnxNode>();
        // Nodes stand in the order of computation.
        for (var node : nodes.reversed()) {
            if (node.outputs().stream().noneMatch(wanted::contains)) continue;
            wanted.addAll(node.inputs());
            kept.add(node);
        }
        return kept.reversed();
    }

    private void rewrite(Function<OnnxNode, List<OnnxNode>> rule) {
        nodes = nodes.stream().flatMap(node -> rule.apply(node).stream()).toList();
    }

    private Map<String, OnnxNode> makers() {
        var makers = new HashMap<String, OnnxNode>();
        nodes.forEach(node -> node.outputs().forEach(output -> makers.put(output, node)));
        return makers;
    }

    private static Optional<OnnxNode> maker(Map<String, OnnxNode> makers, String value, String operation) {
        return Optional.ofNullable(makers.get(value))
                .filter(node -> node.operation().equals(operation));
    }
}
