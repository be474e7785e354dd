package io.mcpagent.adapter.mcp.server.offer;

import io.mcpagent.adapter.mcp.protocol.ResourceContents;
import io.mcpagent.domain.access.Caller;
import java.util.List;
import java.util.Optional;

/** What can be read. */
public interface ResourceOffer {
    /**
     * A page of the resources, always in the same order.
     *
     * @param after the {@code next} of the page before, or whatever a client made up
     * @throws NotOffered when there is no such place in the list
     */
    Page<OfferedResource> list(Caller caller, Optional<String> after);

    List<OfferedTemplate> templates();

    /**
     * What a resource holds.
     *
     * @throws NotOffered when there is no such resource for the caller
     */
    Outcome<List<ResourceContents>> read(Exchange exchange, String uri);

    /** Whether the caller may be told that it changed. */
    boolean canRead(Caller caller, String uri);

    /**
     * Values of a template's variable that begin with what was typed, the best first.
     *
     * @throws NotOffered when there is no such template
     */
    List<String> complete(Caller caller, String template, Completing completing);
}
