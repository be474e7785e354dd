package io.mcpagent.adapter.mcp.transport;

import java.time.Duration;
import java.util.Optional;

/**
 * An event of a stream (WHATWG HTML, 9.2.6).
 *
 * @param type {@code message} where the stream names none
 * @param id the last one that the stream gave, empty where it gave none
 * @param retry how long to wait before the stream is asked for again, as far as it was said
 */
record ServerEvent(String type, String data, Optional<String> id, Optional<Duration> retry) {}
