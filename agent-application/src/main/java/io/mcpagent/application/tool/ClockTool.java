package io.mcpagent.application.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Says what time it is, and which day. */
public final class ClockTool implements ToolPort {
    private static final ToolDefinition TOOL = ToolDefinition.own(
            "current_time",
            "Says the current date, day of the week and time.",
            Schemas.object(Json.object().with("time_zone", Schemas.text("As in Europe/Berlin; UTC if left out."))),
            ToolEffect.READS,
            true);
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEEE, yyyy-MM-dd'T'HH:mm:ssXXX", Locale.ENGLISH);

    private final InstantSource clock;

    public ClockTool(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<ToolDefinition> tools() {
        return List.of(TOOL);
    }

    @Override
    public ToolOutcome call(ToolInvocation invocation) {
        var zone = Arguments.of(invocation.arguments()).text("time_zone").orElse("UTC");
        try {
            var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.of(zone));
            return new ToolOutcome.Succeeded(FORMAT.format(now) + " (" + zone + ")");
        } catch (DateTimeException unknown) {
            return new ToolOutcome.Failed(
                    "There is no time zone named " + zone + "; they are named as in Europe/Berlin.");
        }
    }
}
