package io.mcpagent.adapter.mcp.protocol.modern;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Values of the body as they stand in a header (2026-07-28, Streamable HTTP, value encoding). */
public final class HeaderValue {
    private static final String BEGIN = "=?base64?";
    private static final String END = "?=";

    private HeaderValue() {}

    /** As it is where a header can hold it, else as base64 between marks. */
    public static String of(String value) {
        var isPlain = value.chars().allMatch(each -> each >= ' ' && each <= '~')
                && value.equals(value.strip())
                && !(value.startsWith(BEGIN) && value.endsWith(END));
        if (isPlain) return value;
        return BEGIN + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + END;
    }
}
