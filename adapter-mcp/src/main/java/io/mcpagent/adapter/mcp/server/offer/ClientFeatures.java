package io.mcpagent.adapter.mcp.server.offer;

import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.json.Json;

/** What a client says it can be asked for. */
public record ClientFeatures(boolean form, boolean url, boolean sampling, boolean roots) {
    public static final ClientFeatures NONE = new ClientFeatures(false, false, false, false);

    /**
     * Reads them off the capabilities that a client sent.
     *
     * @throws io.mcpagent.adapter.mcp.protocol.Malformed when they are none
     */
    public static ClientFeatures of(Json.Obj capabilities) {
        var in = new Members(capabilities, "clientCapabilities");
        var elicitation = in.findObject("elicitation");
        var modes = elicitation.map(object -> new Members(object, "elicitation"));
        var url = modes.flatMap(object -> object.findObject("url")).isPresent();
        // Before there were modes, a form was all there was.
        var form = elicitation.isPresent()
                && (!url || modes.flatMap(object -> object.findObject("form")).isPresent());
        return new ClientFeatures(
                form,
                url,
                in.findObject("sampling").isPresent(),
                in.findObject("roots").isPresent());
    }

    public boolean can(InputRequest request) {
        return switch (request) {
            case InputRequest.Form asked -> form;
            case InputRequest.Visit asked -> url;
            case InputRequest.Sampling asked -> sampling;
            case InputRequest.Roots asked -> roots;
        };
    }
}
