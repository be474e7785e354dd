package io.mcpagent.adapter.rest;

import io.mcpagent.adapter.rest.Description.Described;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request as it goes over the wire.
 *
 * @param isValid whether the description allows it, and somebody asks who may
 * @param isPlain whether its method and path are those of its operation, so that its answer is one of that
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FuzzedRequest(
        Described operation,
        String method,
        String target,
        List<String> headers,
        byte[] body,
        boolean isValid,
        boolean isPlain) {
    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        out.writeBytes((method + " " + target + " HTTP/1.1\r\n").getBytes(StandardCharsets.UTF_8));
        headers.forEach(header -> out.writeBytes((header + "\r\n").getBytes(StandardCharsets.UTF_8)));
        out.writeBytes("Connection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** With what no terminal shows escaped, and what is long cut. */
    String shown() {
        var text = new String(bytes(), StandardCharsets.ISO_8859_1)
                .chars()
                .mapToObj(sign -> (sign >= ' ' && sign < 127) || sign == '\n'
                        ? Character.toString(sign)
                        : "\\x%02x".formatted(sign))
                .collect(java.util.stream.Collectors.joining());
        return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "…";
    }
}
