package io.mcpagent.domain.tool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a tool server is, as it is stored: a {@link ToolServerAddress} whose secrets are sealed. */
public sealed interface StoredAddress {
    record Program(
            String command, List<StoredValue> arguments, Map<String, StoredValue> environment, Optional<String> folder)
            implements StoredAddress {
        public Program {
            arguments = List.copyOf(arguments);
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        }
    }

    record Http(StoredValue url, Map<String, StoredValue> headers, Optional<StoredClient> client)
            implements StoredAddress {
        public Http {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }
}
