package io.mcpagent.adapter.mcp.server.modern;

import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.adapter.mcp.server.dispatch.Shown;
import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The headers in which a request over HTTP says again what stands in its body, for those in between who read no bodies. They
 * have to say the same: whoever let the request through by its headers meant what is done now.
 */
public final class MirroredHeaders {
    private static final String BEGIN = "=?base64?";
    private static final String END = "?=";
    private static final Set<String> NAMED = Set.of("tools/call", "prompts/get");

    private final Given given;

    /** The values of a header, as they were sent. */
    public interface Given {
        List<String> values(String name);
    }

    public MirroredHeaders(Given given) {
        this.given = given;
    }

    /**
     * Compares the revision.
     *
     * @throws RpcFailure as all of these do, when a header is missing, twice there, or says something else
     */
    public void checkVersion(String version) {
        if (!required("MCP-Protocol-Version").equals(version))
            throw mismatch("MCP-Protocol-Version says something else than the request's _meta.");
    }

    public void checkMethod(String method, Json.Obj params) {
        if (!required("Mcp-Method").equals(method)) throw mismatch("Mcp-Method says something else than the body.");
        name(method, params).ifPresent(name -> {
            if (!decoded("Mcp-Name", required("Mcp-Name")).equals(name))
                throw mismatch("Mcp-Name says something else than the body.");
        });
    }

    private static Optional<String> name(String method, Json.Obj params) {
        if (NAMED.contains(method)) return text(params, "name");
        return method.equals("resources/read") ? text(params, "uri") : Optional.empty();
    }

    private static Optional<String> text(Json.Obj params, String name) {
        return params.get(name)
                .flatMap(value -> value instanceof Json.Str(var text) ? Optional.of(text) : Optional.empty());
    }

    /** Those of the arguments that a tool's schema has in headers as well. */
    public void checkArguments(Json.Obj schema, Json.Obj arguments) {
        if (!(schema.get("properties").orElseGet(Json::object) instanceof Json.Obj properties)) return;
        properties.members().forEach((name, about) -> {
            if (!(about instanceof Json.Obj property)) return;
            var value = arguments.get(name).filter(some -> !(some instanceof Json.Null));
            text(property, "x-mcp-header").ifPresent(header -> checkArgument("Mcp-Param-" + header, value));
            if (value.orElseGet(Json::object) instanceof Json.Obj nested) checkArguments(property, nested);
        });
    }

    private void checkArgument(String header, Optional<Json> value) {
        var sent = given.values(header);
        if (value.isEmpty() && sent.isEmpty()) return;
        if (value.isEmpty() || sent.isEmpty()) throw mismatch(header + " and the argument are not both there.");
        if (!says(value.get(), decoded(header, required(header))))
            throw mismatch(header + " says something else than the argument.");
    }

    private static boolean says(Json value, String text) {
        return switch (value) {
            case Json.Str(var string) -> string.equals(text);
            case Json.Bool(var flag) -> Boolean.toString(flag).equals(text);
            case Json.Num(var number) -> isNumber(text) && new BigDecimal(text).compareTo(number) == 0;
            case Json other -> false;
        };
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d{1,17}(\\.0{1,17})?");
    }

    private String required(String name) {
        var values = given.values(name);
        if (values.isEmpty()) throw mismatch("The header " + name + " is missing.");
        if (values.size() > 1) throw mismatch("The header " + name + " is there more than once.");
        var value = values.getFirst();
        if (value.chars().anyMatch(sign -> sign != '\t' && (sign < ' ' || sign > '~')))
            throw mismatch("The header " + name + " has characters that no header has.");
        return value;
    }

    private static String decoded(String name, String value) {
        if (!value.startsWith(BEGIN) || !value.endsWith(END) || value.length() < BEGIN.length() + END.length())
            return value;
        var encoded = value.substring(BEGIN.length(), value.length() - END.length());
        try {
            // Java's decoder takes it without its padding.
            if (encoded.length() % 4 != 0) throw new IllegalArgumentException("no padding");
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(encoded)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw mismatch("The header " + name + " is no Base64 of UTF-8.");
        }
    }

    private static RpcFailure mismatch(String message) {
        return new RpcFailure(new RpcError(RpcError.HEADER_MISMATCH, "Header mismatch: " + Shown.of(message)));
    }
}
