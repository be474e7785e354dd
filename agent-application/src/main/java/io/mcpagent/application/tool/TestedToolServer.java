package io.mcpagent.application.tool;

import io.mcpagent.domain.tool.ToolServerOffer;
import java.util.List;

/**
 * What a tool server answered, and how that stands to what was approved.
 *
 * @param pins all of the server, as they are after it
 * @param missing names of tools that have a pin, and that the server does not offer now
 * @param unusable how many of its tools have no name that can be used, the name of another, or are too large
 */
public record TestedToolServer(ToolServerOffer offer, List<ListedPin> pins, List<String> missing, int unusable) {
    public TestedToolServer {
        pins = List.copyOf(pins);
        missing = List.copyOf(missing);
    }
}
