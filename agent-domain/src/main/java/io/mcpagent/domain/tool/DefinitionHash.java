package io.mcpagent.domain.tool;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.CanonicalJson;
import io.mcpagent.domain.llm.TextHash;
import java.util.regex.Pattern;

/**
 * SHA-256 of all that a server says of a tool, in lower-case hexadecimal: its name, title, description, schemas and
 * annotations. Two definitions with the same hash are the same to whoever approved one of them.
 */
public record DefinitionHash(String value) {
    private static final Pattern WRITTEN = Pattern.compile("[0-9a-f]{64}");

    /** @throws InvalidRequest with code {@code definition_hash_invalid} */
    public DefinitionHash {
        if (!WRITTEN.matcher(value).matches())
            throw new InvalidRequest(
                    "definition_hash_invalid",
                    "The hash of a definition has 64 digits from 0 to f, as the list of pins shows it.");
    }

    public static DefinitionHash of(ServedTool tool) {
        return new DefinitionHash(
                TextHash.of(CanonicalJson.bytes(ServedToolJson.of(tool))).value());
    }
}
