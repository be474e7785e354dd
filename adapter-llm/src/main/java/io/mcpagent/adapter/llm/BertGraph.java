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
        constants.add(OnnxTensors.index(FIRST, 0));
        rewrite(node -> {
            if (node.equals(query.get())) return ofFirstToken(node, node.input(0));
            var residual =
                    node.operation().equals(SKIP_NORMALIZATION) && node.inputs().contains(states.get());
            return residual ? ofFirstToken(node, states.get()) : List.of(node);
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
