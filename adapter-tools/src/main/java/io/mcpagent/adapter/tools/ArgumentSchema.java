package io.mcpagent.adapter.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tool's schema, compiled: JSON Schema 2020-12, or the older draft that its {@code $schema} names. {@code format} is a
 * remark and not a check, as 2020-12 says.
 *
 * <p>Nothing is ever fetched: of what lies outside the schema, a reference finds the drafts' own schemas alone.
 */
final class ArgumentSchema {
    static final int MOST_PROBLEMS = 20;

    private static final String DRAFTS = "json-schema.org/draft";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaLoader(loader -> loader.allow(iri -> isDraft(iri.toString())))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ENGLISH)
                            .regularExpressionFactory(new BoundedPatterns())
                            .build()));

    private final Schema schema;

    private ArgumentSchema(Schema schema) {
        this.schema = schema;
    }

    /**
     * Compiles it, with all that it refers to.
     *
     * @throws InvalidRequest {@code tool_schema_invalid}
     */
    static ArgumentSchema of(ToolDefinition tool) {
        JsonLimits.broken(tool.inputSchema()).ifPresent(broken -> {
            throw invalid(tool, "it " + broken, null);
        });
        try {
            return compiled(tool, JsonNodes.of(tool.inputSchema()));
        } catch (InvalidRequest e) {
            throw e;
        } catch (RuntimeException e) {
            // The library throws anything from its own failures to null pointers at a reference that leads nowhere.
            throw invalid(tool, Excerpts.of(message(e)), e);
        } catch (StackOverflowError e) {
            throw invalid(tool, "it refers to itself without end", e);
        }
    }

    private static ArgumentSchema compiled(ToolDefinition tool, JsonNode node) {
        var draft = REGISTRY.getDialect(node.path("$schema").asText(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        var problems = REGISTRY.getSchema(SchemaLocation.of(draft.getId())).validate(node);
        if (!problems.isEmpty()) throw invalid(tool, String.join("; ", lines(problems)), null);
        var schema = REGISTRY.getSchema(node);
        schema.initializeValidators();
        // What is wrong in what the schema refers to shows in use alone.
        errors(schema, JsonNodes.of(Json.object()));
        return new ArgumentSchema(schema);
    }

    /**
     * What is wrong with a tool's arguments, each with its JSON Pointer (RFC 6901), the first {@value #MOST_PROBLEMS} and
     * the number of others; empty when they are right.
     */
    List<String> problems(Json arguments) {
        var broken = JsonLimits.broken(arguments);
        if (broken.isPresent()) return List.of("(root): what was sent " + broken.orElseThrow());
        if (arguments instanceof Json.Str(var text))
            return List.of("(root): not a JSON object, but the text " + Excerpts.of(text));
        try {
            return lines(errors(schema, JsonNodes.of(arguments)));
        } catch (BoundedPatterns.TooManySteps | BoundedEvaluation.TooManyKeywords e) {
            return List.of("(root): it can't be checked, since " + e.getMessage() + "; send something shorter");
        } catch (SchemaException e) {
            return List.of("(root): it can't be checked, since the schema is wrong there: " + Excerpts.of(message(e)));
        } catch (StackOverflowError e) {
            return List.of("(root): it can't be checked, since the schema or a pattern in it goes in circles over it");
        }
    }

    private static List<Error> errors(Schema schema, JsonNode node) {
        var evaluation = new BoundedEvaluation();
        schema.validate(evaluation, node);
        return evaluation.getErrors();
    }

    private static String message(RuntimeException e) {
        return Optional.ofNullable(e.getMessage()).orElse("it refers to what is not there");
    }

    private static List<String> lines(List<Error> problems) {
        var lines = new ArrayList<String>();
        problems.stream().limit(MOST_PROBLEMS).map(ArgumentSchema::line).forEach(lines::add);
        if (problems.size() > MOST_PROBLEMS) lines.add("and " + (problems.size() - MOST_PROBLEMS) + " more");
        return lines;
    }

    private static String line(Error problem) {
        var pointer = Optional.of(problem.getInstanceLocation().toString()).filter(text -> !text.isEmpty());
        return Excerpts.of(pointer.orElse("(root)")) + ": " + Excerpts.of(problem.getMessage());
    }

    private static boolean isDraft(String iri) {
        return iri.startsWith("https://" + DRAFTS) || iri.startsWith("http://" + DRAFTS);
    }

    private static InvalidRequest invalid(ToolDefinition tool, String why, @Nullable Throwable cause) {
        return new InvalidRequest(
                "tool_schema_invalid",
                "the tool " + tool.name() + " can't be offered, as its input schema is not usable: " + why
                        + ". Mend the schema (JSON Schema 2020-12, all in one document), or leave the tool out.",
                cause);
    }
}
