package io.mcpagent.adapter.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.json.JsonSchemaPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schema, compiled: JSON Schema 2020-12, or the older draft that its {@code $schema} names. {@code format} is a
 * remark and not a check, as 2020-12 says.
 *
 * <p>Nothing is ever fetched: of what lies outside the schema, a reference finds the drafts' own schemas alone.
 */
final class CompiledSchema implements JsonSchemaPort.Compiled {
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

    private CompiledSchema(Schema schema) {
        this.schema = schema;
    }

    /** Says why there is no using a schema, as the end of a sentence about it. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Unusable(String why, @Nullable Throwable cause) {
            super(why, cause);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Compiles it, with all that it refers to.
     *
     * @throws Unusable when it is none, or not all there
     */
    static CompiledSchema of(Json.Obj schema) {
        JsonLimits.broken(schema).ifPresent(broken -> {
            throw new Unusable("it " + broken, null);
        });
        try {
            return compiled(JsonNodes.of(schema));
        } catch (Unusable e) {
            throw e;
        } catch (RuntimeException e) {
            // The library throws anything from its own failures to null pointers at a reference that leads nowhere.
            throw new Unusable(Excerpts.of(message(e)), e);
        } catch (StackOverflowError e) {
            throw new Unusable("it refers to itself without end", e);
        }
    }

    private static CompiledSchema compiled(JsonNode node) {
        var draft = REGISTRY.getDialect(node.path("$schema").asText(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        var problems = REGISTRY.getSchema(SchemaLocation.of(draft.getId())).validate(node);
        if (!problems.isEmpty()) throw new Unusable(String.join("; ", lines(problems)), null);
        var schema = REGISTRY.getSchema(node);
        schema.initializeValidators();
        // What is wrong in what the schema refers to shows in use alone.
        errors(schema, JsonNodes.of(Json.object()));
        return new CompiledSchema(schema);
    }

    /** The first {@value #MOST_PROBLEMS}. */
    @Override
    public List<String> problems(Json value) {
        var broken = JsonLimits.broken(value);
        if (broken.isPresent()) return List.of("(root): what was sent " + broken.orElseThrow());
        try {
            return lines(errors(schema, JsonNodes.of(value)));
        } catch (BoundedPatterns.TooManySteps | BoundedEvaluation.TooManyKeywords e) {
            return List.of("(root): it can't be checked, since " + e.getMessage() + "; only something shorter can be");
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
        problems.stream().limit(MOST_PROBLEMS).map(CompiledSchema::line).forEach(lines::add);
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
}
