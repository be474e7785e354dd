package io.mcpagent.adapter.llm;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;

/**
 * One operation of an ONNX graph, read without a schema: {@code NodeProto} has input = 1, output = 2, name = 3, op_type
 * = 4, attribute = 5, domain = 7.
 *
 * @param domain empty for the standard's own operations
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
record OnnxNode(
        String operation, String domain, List<String> inputs, List<String> outputs, List<ByteString> attributes) {
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int NAME = 3;
    private static final int OPERATION = 4;
    private static final int ATTRIBUTE = 5;
    private static final int DOMAIN = 7;

    OnnxNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = List.copyOf(attributes);
    }

    static OnnxNode parse(ByteString bytes) {
        try {
            var fields = UnknownFieldSet.parseFrom(bytes);
            return new OnnxNode(
                    String.join("", texts(fields, OPERATION)),
                    String.join("", texts(fields, DOMAIN)),
                    texts(fields, INPUT),
                    texts(fields, OUTPUT),
                    fields.getField(ATTRIBUTE).getLengthDelimitedList());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a node of an ONNX graph", e);
        }
    }

    ByteString bytes() {
        var attribute = UnknownFieldSet.Field.newBuilder();
        attributes.forEach(attribute::addLengthDelimited);
        return UnknownFieldSet.newBuilder()
                .addField(INPUT, field(inputs))
                .addField(OUTPUT, field(outputs))
                .addField(NAME, field(List.of(output())))
                .addField(OPERATION, field(List.of(operation)))
                .addField(ATTRIBUTE, attribute.build())
                .addField(DOMAIN, field(List.of(domain)))
                .build()
                .toByteString();
    }

    String input(int index) {
        return inputs.get(index);
    }

    String output() {
        return outputs.getFirst();
    }

    OnnxNode reading(String from, String instead) {
        var changed = inputs.stream()
                .map(input -> input.equals(from) ? instead : input)
                .toList();
        return new OnnxNode(operation, domain, changed, outputs, attributes);
    }

    OnnxNode with(List<ByteString> otherAttributes) {
        return new OnnxNode(operation, domain, inputs, outputs, otherAttributes);
    }

    private static List<String> texts(UnknownFieldSet fields, int number) {
        return fields.getField(number).getLengthDelimitedList().stream()
                .map(ByteString::toStringUtf8)
                .toList();
    }

    private static UnknownFieldSet.Field field(List<String> texts) {
        var field = UnknownFieldSet.Field.newBuilder();
        texts.forEach(text -> field.addLengthDelimited(ByteString.copyFromUtf8(text)));
        return field.build();
    }
}
