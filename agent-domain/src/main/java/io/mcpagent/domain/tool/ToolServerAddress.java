package io.mcpagent.domain.tool;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a tool server is, with its secrets in clear: made when it is reached, stored nowhere. */
public sealed interface ToolServerAddress {
    /**
     * A process of this machine that speaks over its standard input and output.
     *
     * @param command found on the {@code PATH} of the platform where it is no path
     * @param environment all that the process is given, beside the platform's {@code PATH} where it has none
     * @param folder that it is started in; the platform's where empty
     */
    @SuppressWarnings("AvoidCommonTypeNames") // it is one, and always written with the name of this type
    record Process(String command, List<String> arguments, Map<String, String> environment, Optional<String> folder)
            implements ToolServerAddress {
        public Process {
            arguments = List.copyOf(arguments);
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        }

        @Override
        public String toString() {
            return "Process[" + command + "]";
        }
    }

    /**
     * A server on the network, called through the outbound guard.
     *
     * @param headers sent with each request
     * @param client as whom we are known to its authorization server; where empty, we make ourselves known when we are
     *     asked to sign in
     */
    record Http(URI url, Map<String, String> headers, Optional<ToolServerClient> client) implements ToolServerAddress {
        public Http {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }

        public Http(URI url, Map<String, String> headers) {
            this(url, headers, Optional.empty());
        }

        @Override
        public String toString() {
            return "Http[" + url.getHost() + "]";
        }
    }
}
