package io.mcpagent.adapter.mcp.server;

import io.mcpagent.adapter.mcp.protocol.ResourceContents;
import io.mcpagent.adapter.mcp.server.offer.Completing;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.NotOffered;
import io.mcpagent.adapter.mcp.server.offer.OfferedResource;
import io.mcpagent.adapter.mcp.server.offer.OfferedTemplate;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.Page;
import io.mcpagent.adapter.mcp.server.offer.ResourceOffer;
import io.mcpagent.domain.access.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The resources that the suite reads. */
final class FixtureResources implements ResourceOffer {
    private static final Pattern TEMPLATE = Pattern.compile("test://template/([^/]+)/data");
    private static final Map<String, ResourceContents> STATIC = Map.of(
            "test://static-text",
            new ResourceContents.Text(
                    "test://static-text",
                    Optional.of("text/plain"),
                    "This is the content of the static text resource."),
            "test://static-binary",
            new ResourceContents.Blob("test://static-binary", Optional.of("image/png"), FixtureTools.IMAGE),
            "test://watched-resource",
            new ResourceContents.Text(
                    "test://watched-resource", Optional.of("text/plain"), "Watched resource content"));

    @Override
    public Page<OfferedResource> list(Caller caller, Optional<String> after) {
        var all = STATIC.values().stream()
                .map(contents -> new OfferedResource(
                        contents.uri(),
                        contents.uri().substring("test://".length()),
                        contents.uri(),
                        "For the conformance suite.",
                        contents.mimeType(),
                        Optional.empty()))
                .toList();
        return Page.of(all, OfferedResource::uri, after, 100);
    }

    @Override
    public List<OfferedTemplate> templates() {
        return List.of(new OfferedTemplate(
                "test://template/{id}/data",
                "template",
                "Template",
                "For the conformance suite.",
                Optional.of("application/json")));
    }

    @Override
    public Outcome<List<ResourceContents>> read(Exchange exchange, String uri) {
        return new Outcome.Done<>(List.of(find(uri).orElseThrow(() -> NotOffered.resource(uri))));
    }

    private static Optional<ResourceContents> find(String uri) {
        var template = TEMPLATE.matcher(uri);
        if (!template.matches()) return Optional.ofNullable(STATIC.get(uri));
        return Optional.of(new ResourceContents.Text(
                uri,
                Optional.of("application/json"),
                "{\"id\":\"%s\",\"templateTest\":true}".formatted(template.group(1))));
    }

    @Override
    public boolean canRead(Caller caller, String uri) {
        return find(uri).isPresent();
    }

    @Override
    public List<String> complete(Caller caller, String template, Completing completing) {
        return List.of();
    }
}
