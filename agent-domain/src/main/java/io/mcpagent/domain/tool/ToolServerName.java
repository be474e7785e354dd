package io.mcpagent.domain.tool;

import io.mcpagent.domain.failure.InvalidRequest;
import java.util.regex.Pattern;

/**
 * The name of a tool server, unique in an installation; its tools' names begin with it.
 *
 * @param value 1 to 32 lower-case letters, digits and hyphens
 */
public record ToolServerName(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9-]{1,32}");

    /** @throws InvalidRequest with code {@code tool_server_name_invalid} */
    public ToolServerName {
        if (!ALLOWED.matcher(value).matches())
            throw new InvalidRequest(
                    "tool_server_name_invalid",
                    "A tool server's name has 1 to 32 lower-case letters, digits and hyphens.");
    }
}
