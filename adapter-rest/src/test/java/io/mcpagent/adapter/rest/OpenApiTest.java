package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description that the server gives of itself. */
class OpenApiTest extends RestTest {
    private static final String REGENERATE = "./build test -pl adapter-rest -am -Dtest=OpenApiTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dopenapi.write";
    private static final Path FILE = Path.of("..", "docs", "openapi.json");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Test
    void theCommittedDescriptionIsWhatTheServerSays() throws IOException {
        var said = JSON.writeValueAsString(json(get("/openapi.json"))) + "\n";
        if (System.getProperty("openapi.write") != null) Files.writeString(FILE, said);

        assertThat(FILE).as("Write it anew with: " + REGENERATE).exists();
        assertThat(Files.readString(FILE))
                .as("Write it anew with: " + REGENERATE)
                .isEqualTo(said);
    }

    @Test
    void itIsWhatOpenApiAllows() throws IOException {
        var schema =
                JSON.readTree(Objects.requireNonNull(OpenApiTest.class.getResourceAsStream("openapi-3.1.schema.json")));
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

        assertThat(registry.getSchema(schema).validate(json(get("/openapi.json"))))
                .isEmpty();
        assertThat(registry.getSchema(schema).validate(json("{\"openapi\": \"3.1.1\", \"info\": {}, \"paths\": {}}")))
                .isNotEmpty();
    }

    @Test
    void itsSchemasAreJsonSchemas() {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        var draft = registry.getSchema(
                com.networknt.schema.SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        for (var schema : json(get("/openapi.json")).at("/components/schemas"))
            assertThat(draft.validate(schema)).as(schema.toString()).isEmpty();
    }

    @Test
    void whatItRefersToIsThereAndWhatIsThereIsReferredTo() {
        var document = json(get("/openapi.json"));
        var references = new HashSet<>(document.findValuesAsText("$ref"));

        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        assertThat(names(document, "schemas")).allMatch(references::contains);
        assertThat(names(document, "responses")).allMatch(references::contains);
    }

    private static Stream<String> names(JsonNode document, String kind) {
        var names = new ArrayList<String>();
        document.path("components").path(kind).fieldNames().forEachRemaining(names::add);
        return names.stream().map(name -> "#/components/" + kind + "/" + name);
    }

    @Test
    void everyObjectThatIsAnsweredHasNoMemberButThoseThatAreDescribed() {
        var open = new ArrayList<String>();
        json(get("/openapi.json"))
                .at("/components/schemas")
                .properties()
                .forEach(schema -> findOpen(schema.getKey(), schema.getValue(), open));

        // What others define: arguments of tools and their schemas, what tools ask, texts by name, and keys as RFC 7517
        // has them.
        assertThat(open).containsExactlyInAnyOrderElementsOf(OPEN);
    }

    private static final List<String> OPEN = List.of(
            "InputAnswer.arguments",
            "InputAnswer.content",
            "InputAnsweredEvent.arguments",
            "InputAnsweredEvent.content",
            "InputRequest.request",
            "InputRequest.schema",
            "InputRequestedEvent.request",
            "InputRequestedEvent.schema",
            "ModelSampledEvent.message",
            "NewToolServer.env",
            "NewToolServer.headers",
            "PublicKeys.keys",
            "ServedTool.input_schema",
            "ServedTool.output_schema",
            "Tool.input_schema",
            "ToolApproval.tools",
            "ToolCall.arguments",
            "ToolRejection.tools",
            "ToolServer.env",
            "ToolServer.headers",
            "ToolServerDefinition.env",
            "ToolServerDefinition.headers",
            "ToolServerImport.config",
            "ToolServerImport.variables");

    private static void findOpen(String name, JsonNode schema, List<String> open) {
        if (schema.path("type").asText().equals("object") && !schema.has("additionalProperties")) open.add(name);
        if (schema.has("items")) findOpen(name, schema.path("items"), open);
        schema.path("properties")
                .properties()
                .forEach(member -> findOpen(name + "." + member.getKey(), member.getValue(), open));
    }
}
