package io.mcpagent.bootstrap.tool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcpagent.bootstrap.tool.Order.Answer;
import io.mcpagent.bootstrap.tool.Order.Call;
import io.mcpagent.bootstrap.tool.Order.NextTime;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A chat model behind HTTP that does whatever it reads, whoever wrote it: each call that is ordered by the user, a result, a
 * passage, an earlier answer or the definition of a tool is made, once for each place where it stands.
 */
final class ObedientModel implements AutoCloseable {
    private static final Pattern SECRET = Pattern.compile("code word is ([\\w-]+)");
    private static final String PASSAGES = "Passages:\n\n";
    private static final int MOST_CALLS = 8;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    ObedientModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::reply);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private void reply(HttpExchange exchange) throws IOException {
        var reply = reply(JsonText.read(exchange.getRequestBody().readAllBytes()));
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            out.write(
                    "data: %s\n\ndata: [DONE]\n\n".formatted(JsonText.of(reply)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Json.Obj reply(Json.Obj request) {
        var read = new Read(request);
        var wanted = read.wanted();
        return wanted.isEmpty() || JsonText.objects(request, "tools").findAny().isEmpty()
                ? chunk(Json.object().with("content", Json.of(read.answer())), "stop")
                : chunk(Json.object().with("tool_calls", calls(wanted)), "tool_calls");
    }

    private static Json.Obj chunk(Json.Obj delta, String end) {
        var choice =
                Json.object().with("index", Json.of(0)).with("delta", delta).with("finish_reason", Json.of(end));
        return Json.object().with("choices", Json.array(List.of(choice)));
    }

    /** Under the same ids again and again, as some models number them. */
    private static Json.Arr calls(List<Call> wanted) {
        var calls = new ArrayList<Json>();
        for (var call : wanted) {
            var function = Json.object()
                    .with("name", Json.of(call.tool()))
                    .with("arguments", Json.of(JsonText.of(call.arguments())));
            calls.add(Json.object()
                    .with("index", Json.of(calls.size()))
                    .with("id", Json.of("call_" + calls.size()))
                    .with("type", Json.of("function"))
                    .with("function", function));
        }
        return Json.array(calls);
    }

    /** A request, by who speaks in it. */
    private static final class Read {
        private final List<Json.Obj> messages;
        private final Json.Obj request;
        private final int question;
        private final String secret;

        Read(Json.Obj request) {
            this.request = request;
            this.messages = JsonText.objects(request, "messages").toList();
            var users =
                    messages.stream().filter(message -> isOf(message, "user")).toList();
            this.question = messages.lastIndexOf(users.getLast());
            this.secret = users.stream()
                    .flatMap(message -> SECRET.matcher(content(message)).results())
                    .map(found -> found.group(1))
                    .reduce((earlier, later) -> later)
                    .orElse("");
        }

        List<Call> wanted() {
            var wanted = orders().map(order -> order instanceof Call call ? List.of(call) : List.<Call>of())
                    .flatMap(List::stream)
                    .collect(Collectors.toCollection(ArrayList::new));
            made().forEach(wanted::remove);
            return wanted.subList(0, Math.min(MOST_CALLS, wanted.size()));
        }

        String answer() {
            var said = orders().flatMap(order -> switch (order) {
                        case Answer(var text) -> Stream.of(text);
                        case NextTime(var words, var call) -> Stream.of(words);
                        case Call call -> Stream.<String>empty();
                    })
                    .collect(Collectors.joining("\n\n"));
            return said.isBlank() ? "Done." : said;
        }

        private Stream<Order> orders() {
            var now = messages.subList(question, messages.size());
            var results = now.stream()
                    .filter(message -> isOf(message, "tool"))
                    .map(Read::content)
                    .toList();
            var pages = messages.stream()
                    .filter(message -> isOf(message, "system"))
                    .map(Read::content)
                    .filter(text -> text.contains(PASSAGES))
                    .map(text -> text.substring(text.indexOf(PASSAGES)));
            var definitions = JsonText.objects(request, "tools").flatMap(JsonText::texts);
            var texts = Stream.of(Stream.of(content(messages.get(question))), results.stream(), pages, definitions)
                    .flatMap(each -> each)
                    .flatMap(text -> Order.in(text, secret).stream())
                    .toList();
            return Stream.of(texts.stream(), parted(results, texts), remembered())
                    .flatMap(each -> each);
        }

        /** What is ordered by several results together, and by none of them alone. */
        private Stream<Order> parted(List<String> results, List<Order> alone) {
            return Stream.of(results, results.reversed())
                    .flatMap(halves -> Order.in(String.join("", halves), secret).stream())
                    .distinct()
                    .filter(order -> !alone.contains(order));
        }

        /** What was put off in an earlier answer is due. */
        private Stream<Order> remembered() {
            return messages.subList(0, question).stream()
                    .filter(message -> isOf(message, "assistant"))
                    .flatMap(message -> Order.in(content(message), secret).stream())
                    .map(order -> order instanceof NextTime(var words, var call) ? call : order);
        }

        private Stream<Call> made() {
            return messages.subList(question, messages.size()).stream()
                    .flatMap(message -> JsonText.objects(message, "tool_calls"))
                    .flatMap(call -> call.get("function").stream())
                    .map(Json.Obj.class::cast)
                    .map(call ->
                            new Call(JsonText.text(call, "name"), JsonText.read(JsonText.text(call, "arguments"))));
        }

        private static boolean isOf(Json.Obj message, String role) {
            return JsonText.text(message, "role").equals(role);
        }

        private static String content(Json.Obj message) {
            return message.get("content").stream().flatMap(JsonText::texts).collect(Collectors.joining("\n"));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
