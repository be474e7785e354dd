package io.mcpagent.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpagent.adapter.rest.Description.Described;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes requests out of a description: some as it allows, most with something wrong. */
final class FuzzRequests {
    private static final Pattern VARIABLE = Pattern.compile("(.*)/\\{(\\w+)}(.*)");
    /** Which fields go together is said in words alone. */
    private static final Set<String> MORE_THAN_A_SCHEMA = Set.of(
            "logout",
            "answerInboxEntry",
            "uploadDocument",
            "addToolServer",
            "changeToolServer",
            "importToolServers",
            "approveTools",
            "rejectTools");

    private static final List<String> PATHS = List.of(
            "..",
            ".",
            "%2e%2e",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "a%2fb",
            "%252e%252e%252f",
            "%00",
            "a%00b",
            "%0d%0aX-Injected:%20yes",
            ";x=y",
            "a;b",
            "%ff%fe",
            "%",
            "%zz",
            "%u0041",
            "\u00e9",
            "%C3%A9",
            "*",
            "-1",
            "'",
            "%27%20OR%201=1--",
            FuzzValues.EMPTY_ID,
            "%5c..%5c",
            "%20",
            "{id}",
            "a".repeat(3_000),
            "%F0%9F%98%80",
            "..%3b",
            "%3f",
            "%23",
            "null",
            "me",
            "local",
            "\u0001",
            "a b");

    private static final List<String> METHODS = List.of(
            "BREW", "TRACE", "CONNECT", "PROPFIND", "get", "HEAD", "OPTIONS", "X".repeat(300), "G\tT", "", "PRI");

    private static final List<String> HEADERS = List.of(
            "X-Request-Id: a\rX-Injected: yes",
            "X-Request-Id: " + "x".repeat(5_000),
            "X-Request-Id: \u0000",
            "X: " + "a".repeat(12_000),
            "Origin: http://evil.example",
            "Origin: null",
            "Host: evil.example",
            "Host: ",
            "X-Forwarded-For: 127.0.0.1, 10.0.0.1",
            "X-HTTP-Method-Override: DELETE",
            "Content-Encoding: gzip",
            "Content-Length: 5",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: x",
            "Expect: 100-continue",
            "Expect: x",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "Range: bytes=0-1,5-9",
            "If-None-Match: *",
            "Accept: text/event-stream",
            "Accept: image/png;q=x",
            "Accept-Encoding: gzip, br;q=9",
            "Last-Event-ID: -1:x",
            "Last-Event-ID: 99999999999999999999",
            "Last-Event-ID: ' OR 1=1",
            "Cookie: " + "a=b; ".repeat(200),
            "Folded: a\r\n b",
            "No colon",
            ": nameless",
            "N\u00e4me: x",
            "Content-Type: application/json",
            "Authorization: Bearer x");

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json; charset=utf-16",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "application/x-www-form-urlencoded",
            "",
            "x",
            "application/json;;;",
            "\u0000");

    private final FuzzedServer server;
    private final Random random;
    private final FuzzValues values;
    private boolean isValid;
    private boolean isPlain;

    FuzzRequests(FuzzedServer server, long seed) {
        this.server = server;
        this.random = new Random(seed);
        this.values = new FuzzValues(random, server.description);
    }

    FuzzedRequest next() {
        isValid = true;
        isPlain = true;
        var operation = values.oneOf(server.description.operations());
        var wrong = values.chance(35) ? 0 : 1 + random.nextInt(2);
        var places = random.ints(wrong, 0, 7).boxed().collect(Collectors.toSet());
        var target = path(operation.path(), places.contains(0)) + query(operation, places.contains(1));
        var headers = new ArrayList<>(List.of("Host: localhost"));
        credentials(places.contains(2)).forEach(headers::add);
        var body = body(operation, headers, places.contains(3) || places.contains(6), places.contains(4));
        var method = operation.method();
        if (places.contains(5)) {
            isValid = false;
            if (values.chance(30)) {
                method = values.oneOf(METHODS);
                isPlain = false;
            } else {
                headers.add(values.oneOf(HEADERS));
                isPlain = false;
            }
        }
        if (operation.id().equals("ask") && values.chance(30)) headers.add("Accept: text/event-stream");
        return new FuzzedRequest(operation, method, target, headers, body, isValid, isPlain);
    }

    private String path(String path, boolean wrong) {
        var variable = VARIABLE.matcher(path);
        if (!variable.matches()) return wrong ? bent(path) : path;
        var kind = variable.group(1);
        var known = server.known(kind);
        var adas = server.adas.getOrDefault(kind, List.of());
        if (wrong && values.chance(70)) {
            isValid = false;
            isPlain = false;
            return path(kind, false) + "/" + values.oneOf(PATHS) + variable.group(3);
        }
        if (wrong && !adas.isEmpty()) return path(kind, false) + "/" + values.oneOf(adas) + variable.group(3);
        String id = known.isEmpty() ? FuzzValues.EMPTY_ID : values.oneOf(known);
        return path(kind, false) + "/" + id + variable.group(3);
    }

    private String bent(String path) {
        isValid = false;
        isPlain = false;
        return values.oneOf(List.of(
                path + "/",
                path + "/..",
                "/" + path,
                path.toUpperCase(java.util.Locale.ROOT),
                path.replace("/v1/", "/v1/./"),
                path.replace("/v1/", "/v1//"),
                path.replace("/api", "/%61pi"),
                path + "%00",
                path + ";a=b",
                "http://evil.example" + path,
                path + "/" + values.oneOf(PATHS),
                "*"));
    }

    private String query(Described operation, boolean wrong) {
        var pairs = new ArrayList<String>();
        for (var parameter : operation.json().path("parameters")) {
            if (!parameter.path("in").asText().equals("query")) continue;
            if (!parameter.path("required").asBoolean() && values.chance(50)) continue;
            pairs.add(pair(parameter.path("name").asText(), parameter.path("schema")));
        }
        if (wrong) {
            isValid = false;
            pairs.add(values.oneOf(List.of(
                    "no_such=1",
                    "limit=0",
                    "limit=1e9",
                    "limit=" + "9".repeat(40),
                    "after=",
                    "after=%00",
                    "after=%ff",
                    "limit=1&limit=2",
                    "q",
                    "=",
                    "&&&",
                    "%=%",
                    "explain=maybe",
                    "mode=all",
                    "collection=adas",
                    "after=" + encoded(values.oneOf(FuzzValues.TEXTS)),
                    "format=exe",
                    "q=" + "x".repeat(4_000))));
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    /** What continues a list has to come from it, so that is only sometimes there. */
    private String pair(String name, JsonNode schema) {
        var kinds = server.known("/api/v1/collections");
        if (name.equals("collection") && !kinds.isEmpty()) return name + "=" + values.oneOf(kinds);
        var value = values.valid(schema);
        return name + "=" + encoded(value.isArray() ? value.path(0).asText("battery") : value.asText());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<String> credentials(boolean wrong) {
        if (!wrong) return List.of("Authorization: Bearer " + (values.chance(70) ? server.editor : server.root));
        isValid = false;
        var token = server.token;
        return values.oneOf(List.of(
                List.of(),
                List.of("Authorization: Bearer " + server.viewer),
                List.of("Authorization: Bearer " + unsigned()),
                List.of("Authorization: Bearer " + token.substring(0, token.length() / 2)),
                List.of("Authorization: Bearer " + token.substring(0, token.length() - 2) + "AA"),
                List.of("Authorization: Bearer " + server.editor.substring(0, 20) + "A".repeat(30)),
                List.of("Authorization: Bearer " + "x".repeat(7_000)),
                List.of("Authorization: Bearer mcpa_" + "\u00e9"),
                List.of("Authorization: Basic YTpi"),
                List.of("Authorization: Bearer " + token, "Authorization: Bearer " + token),
                List.of("Authorization: Bearer ' OR 1=1 --"),
                List.of("Authorization: Bearer"),
                List.of("authorization:bearer   " + server.editor)));
    }

    /** A token of {@code alg: none}, for the first administrator and for ever. */
    private static String unsigned() {
        var coder = Base64.getUrlEncoder().withoutPadding();
        var head = "{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8);
        var claims = "{\"sub\":\"local\",\"iss\":\"mcp-agent\",\"aud\":\"mcp-agent\",\"epoch\":0,\"exp\":9999999999}"
                .getBytes(StandardCharsets.UTF_8);
        return coder.encodeToString(head) + "." + coder.encodeToString(claims) + ".";
    }

    private byte[] body(Described operation, List<String> headers, boolean wrong, boolean wrongType) {
        var contents = operation.json().at("/requestBody/content");
        if (contents.isMissingNode() && !wrong) return new byte[0];
        var isForm = contents.has("multipart/form-data");
        var schema = contents.path("application/json").path("schema");
        if (MORE_THAN_A_SCHEMA.contains(operation.id())) isValid = false;
        var body = isForm ? form(wrong) : json(schema, wrong);
        String type = isForm ? "multipart/form-data; boundary=b" : "application/json";
        if (wrongType) {
            isValid = false;
            type = values.oneOf(TYPES);
        }
        headers.add("Content-Type: " + type);
        headers.add("Content-Length: " + body.length);
        return body;
    }

    private byte[] json(JsonNode schema, boolean wrong) {
        var object = schema.isMissingNode() ? values.valid(ANY) : values.valid(schema);
        if (!wrong) return object.toString().getBytes(StandardCharsets.UTF_8);
        isValid = false;
        var bytes = broken((ObjectNode) object);
        // Where no body is expected none is read, and the end of a long answer may be lost with what was sent in vain.
        return !schema.isMissingNode() && values.chance(1) ? Arrays.copyOf(bytes, (1 << 20) + 1) : bytes;
    }

    private static final JsonNode ANY =
            RestTest.json("{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\"}}}");

    private byte[] broken(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? "a" : values.oneOf(names);
        var text = object.toString();
        var all = text.substring(0, text.length() - 1) + (names.isEmpty() ? "" : ", ");
        var broken = switch (random.nextInt(9)) {
            case 0 -> without(object, name);
            case 1 -> all + "\"no_such_field\": " + values.nonsense() + "}";
            case 2 -> all + "\"" + name + "\": " + values.nonsense() + "}";
            case 3 ->
                without(object, name).replaceFirst("}$", names.size() > 1 ? ", " : "") + "\"" + name + "\": "
                        + values.nonsense() + "}";
            case 4 -> text.substring(0, random.nextInt(text.length() + 1));
            case 5 -> values.nonsense();
            case 6 -> text + text;
            case 7 -> "\uFEFF" + text;
            default -> all + FuzzValues.quoted(values.oneOf(FuzzValues.TEXTS)) + ": 1}";
        };
        var bytes = broken.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && values.chance(10)) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    private static String without(ObjectNode object, String name) {
        return object.deepCopy().without(name).toString();
    }

    private byte[] form(boolean wrong) {
        var collections = server.known("/api/v1/collections");
        String collection = collections.isEmpty() ? "none" : values.oneOf(collections);
        String name = wrong ? values.oneOf(FuzzValues.TEXTS) : "a" + random.nextInt(20) + ".txt";
        String text = values.chance(5) ? "x".repeat(100_000) : values.oneOf(FuzzValues.TEXTS);
        var form = part("name=\"collection\"", java.net.URLDecoder.decode(collection, StandardCharsets.UTF_8))
                + part("name=\"file\"; filename=\"" + name + "\"", text)
                + "--b--\r\n";
        if (wrong && values.chance(50)) form = form.substring(0, random.nextInt(form.length()));
        if (wrong && values.chance(20)) form = part(values.oneOf(FuzzValues.TEXTS), "x") + form;
        return form.getBytes(StandardCharsets.UTF_8);
    }

    private static String part(String disposition, String content) {
        return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }
}
