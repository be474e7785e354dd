package io.mcpagent.adapter.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.domain.tool.ToolReach;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A function over a record. */
final class RecordTool<R extends Record> implements ToolPort {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private static final Map<Class<?>, String> EXAMPLES =
            Map.of(LocalDate.class, "2026-01-31", Instant.class, "2026-01-31T12:00:00Z");

    private final ToolDefinition definition;
    private final Class<R> arguments;
    private final Function<? super R, String> work;

    private RecordTool(ToolDefinition definition, Class<R> arguments, Function<? super R, String> work) {
        this.definition = definition;
        this.arguments = arguments;
        this.work = work;
    }

    /** See {@link LocalTools#of}, which also checks the arguments. */
    static <R extends Record> RecordTool<R> of(
            String name,
            String description,
            ToolEffect effect,
            ToolReach reach,
            Class<R> arguments,
            Function<? super R, String> work) {
        var schema = RecordSchema.of(arguments);
        return new RecordTool<>(new ToolDefinition(name, description, schema, effect, reach, false), arguments, work);
    }

    @Override
    public List<ToolDefinition> tools() {
        return List.of(definition);
    }

    @Override
    public ToolOutcome call(ToolInvocation invocation) {
        if (!invocation.tool().equals(definition.name()))
            return Refusals.unknown(invocation.tool(), List.of(definition.name()));
        if (!(invocation.arguments() instanceof Json.Obj))
            return new ToolOutcome.Failed(definition.name() + " needs a JSON object as its arguments.");
        try {
            return new ToolOutcome.Succeeded(work.apply(read(invocation.arguments())));
        } catch (JsonMappingException e) {
            return failed(pointer(e) + ": " + reason(e));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return failed(message(e));
        }
    }

    private R read(Json json) throws JsonProcessingException {
        return MAPPER.treeToValue(JsonNodes.of(json), arguments);
    }

    private ToolOutcome.Failed failed(String why) {
        return new ToolOutcome.Failed(definition.name() + " refused its arguments: " + Excerpts.of(why));
    }

    private static String reason(JsonMappingException e) {
        if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException refusal)
            return message(refusal);
        if (e instanceof InvalidFormatException format && EXAMPLES.containsKey(format.getTargetType()))
            return "expected something like " + EXAMPLES.get(format.getTargetType()) + ", not " + format.getValue();
        return e.getOriginalMessage();
    }

    private static String message(Exception e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    private static String pointer(JsonMappingException e) {
        var pointer = e.getPath().stream()
                .map(step -> "/" + Optional.ofNullable(step.getFieldName()).orElse(String.valueOf(step.getIndex())))
                .collect(Collectors.joining());
        return pointer.isEmpty() ? "(root)" : pointer;
    }
}
