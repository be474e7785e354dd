package io.mcpagent.benchmarks.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** What the model server answers, as OpenAI's chat completions are written. */
final class Reply {
    static final String ANSWER = "There are 42 pieces of the part M8 in the store.";
    static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(UTF_8);

    private static final String HEAD =
            "{\"id\":\"c\",\"object\":\"chat.completion%s\",\"created\":1,\"model\":\"mock\",\"choices\":[{\"index\":0,";
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":90,\"completion_tokens\":12,\"total_tokens\":102}";
    private static final String DELTA = "data: " + HEAD.formatted(".chunk") + "\"delta\":{";

    static final byte[] STREAM_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8);

    private Reply() {}

    /** The whole answer at once. */
    static byte[] whole() {
        var body = HEAD.formatted("") + "\"message\":{\"role\":\"assistant\",\"content\":\"" + ANSWER
                + "\"},\"finish_reason\":\"stop\"}]," + USAGE + "}";
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(UTF_8);
    }

    /** The same as a stream, word by word, each in a chunk of its own. */
    static byte[] streamed() {
        var all = STREAM_HEAD;
        for (var word : ANSWER.splitWithDelimiters(" ", 0)) if (!word.isBlank()) all = joined(all, word(word + " "));
        return joined(joined(all, end()), LAST_CHUNK);
    }

    /** A chunk that says a few words. */
    static byte[] word(String text) {
        return chunk(DELTA + "\"content\":\"" + text + "\"},\"finish_reason\":null}]}\n\n");
    }

    /** The chunk that says why there are no more words. */
    static byte[] end() {
        return chunk(DELTA + "},\"finish_reason\":\"stop\"}]," + USAGE + "}\n\ndata: [DONE]\n\n");
    }

    private static byte[] chunk(String text) {
        return (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(UTF_8);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
