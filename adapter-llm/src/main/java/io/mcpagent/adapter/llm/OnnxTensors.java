package io.mcpagent.adapter.llm;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.Arrays;

/** The small parts of an ONNX graph; the numbers are those of {@code onnx.proto}. */
final class OnnxTensors {
    private static final long INT64 = 7;
    private static final long ATTRIBUTE_INT = 2;
    private static final long ATTRIBUTE_INTS = 7;

    private OnnxTensors() {}

    /** {@code TensorProto}: dims = 1, data_type = 2, int64_data = 7, name = 8. */
    static ByteString integers(String name, long... values) {
        return UnknownFieldSet.newBuilder()
                .addField(1, number(values.length))
                .addField(2, number(INT64))
                .addField(7, numbers(values))
                .addField(8, text(name))
                .build()
                .toByteString();
    }

    /** {@code AttributeProto}: name = 1, i = 3, type = 20. */
    static ByteString attribute(String name, long value) {
        return UnknownFieldSet.newBuilder()
                .addField(1, text(name))
                .addField(3, number(value))
                .addField(20, number(ATTRIBUTE_INT))
                .build()
                .toByteString();
    }

    /** {@code AttributeProto}: name = 1, ints = 8, type = 20. */
    static ByteString attributes(String name, long... values) {
        return UnknownFieldSet.newBuilder()
                .addField(1, text(name))
                .addField(8, numbers(values))
                .addField(20, number(ATTRIBUTE_INTS))
                .build()
                .toByteString();
    }

    /** Of an {@code AttributeProto} or a {@code ValueInfoProto}: both have it in field 1. */
    static String name(ByteString message) {
        try {
            return UnknownFieldSet.parseFrom(message)
                    .getField(1)
                    .getLengthDelimitedList()
                    .getFirst()
                    .toStringUtf8();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a named part of an ONNX graph", e);
        }
    }

    private static Field text(String value) {
        return Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8(value))
                .build();
    }

    private static Field number(long value) {
        return numbers(value);
    }

    private static Field numbers(long... values) {
        var field = Field.newBuilder();
        Arrays.stream(values).forEach(field::addVarint);
        return field.build();
    }
}
