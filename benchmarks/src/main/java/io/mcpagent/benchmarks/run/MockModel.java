package io.mcpagent.benchmarks.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * A model server that thinks no time: OpenAI's chat completions, streamed or whole as asked. It wants the tool {@value
 * #TOOL} called, and with the result in the messages it says one sentence. Prints its port and ends with its input.
 */
public final class MockModel {
    static final String TOOL = "stock_level";
    static final String ANSWER = "There are 42 pieces of the part M8 in the store.";

    private static final String HEAD =
            "{\"id\":\"c\",\"object\":\"chat.completion%s\",\"created\":1,\"model\":\"mock\",\"choices\":[{\"index\":0,";
    private static final String CALL =
            "\"tool_calls\":[{%s\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"" + TOOL
                    + "\",\"arguments\":\"{\\\"part\\\":\\\"M8\\\"}\"}}]";
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":90,\"completion_tokens\":12,\"total_tokens\":102}";

    private static final byte[] WHOLE_CALL = whole("\"content\":null," + CALL.formatted(""), "tool_calls");
    private static final byte[] WHOLE_ANSWER = whole("\"content\":\"" + ANSWER + "\"", "stop");
    private static final byte[] STREAMED_CALL =
            streamed("tool_calls", "\"role\":\"assistant\"," + CALL.formatted("\"index\":0,"));
    private static final byte[] STREAMED_ANSWER = streamed(
            "stop",
            "\"role\":\"assistant\",\"content\":\"There are 42 pieces \"",
            "\"content\":\"of the part M8 in the store.\"");

    private MockModel() {}

    public static void main(String[] args) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", MockModel::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {}
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).replace(" ", "");
        var isStreamed = request.contains("\"stream\":true");
        var hasResult = request.contains("\"role\":\"tool\"");
        var body = isStreamed ? hasResult ? STREAMED_ANSWER : STREAMED_CALL : hasResult ? WHOLE_ANSWER : WHOLE_CALL;
        exchange.getResponseHeaders().add("Content-Type", isStreamed ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(200, isStreamed ? 0 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static byte[] whole(String message, String reason) {
        return bytes(HEAD.formatted("") + "\"message\":{\"role\":\"assistant\"," + message + "},\"finish_reason\":\""
                + reason + "\"}]," + USAGE + "}");
    }

    private static byte[] streamed(String reason, String... deltas) {
        var head = "data: " + HEAD.formatted(".chunk");
        var text = new StringBuilder();
        for (var delta : deltas) {
            text.append(head).append("\"delta\":{").append(delta).append("},\"finish_reason\":null}]}\n\n");
        }
        text.append(head)
                .append("\"delta\":{},\"finish_reason\":\"")
                .append(reason)
                .append("\"}],")
                .append(USAGE);
        return bytes(text.append("}\n\ndata: [DONE]\n\n").toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
