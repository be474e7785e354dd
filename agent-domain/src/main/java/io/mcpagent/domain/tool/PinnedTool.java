package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.tool.PinState.Approval;
import io.mcpagent.domain.tool.PinState.Approved;
import io.mcpagent.domain.tool.PinState.Quarantined;
import io.mcpagent.domain.tool.PinState.Rejected;
import io.mcpagent.domain.tool.PinState.Waiting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A tool of a server, and which definition of it people have approved. Nothing but a person's word makes one callable.
 *
 * @param version counted by the repository; 0 for one that was never stored
 */
public record PinnedTool(ToolServerName server, PinState state, long version) {
    /** One that was never seen before. */
    public static PinnedTool waiting(ToolServerName server, ServedTool offered) {
        return new PinnedTool(server, new Waiting(offered), 0);
    }

    /** What agents and models know it by: unique in an installation, and the same whatever else is approved. */
    public String name() {
        return ServedToolNames.of(server, state.newest().name());
    }

    /** Of the definition that a person would say something about. */
    public DefinitionHash hash() {
        return DefinitionHash.of(state.newest());
    }

    /** The same after its server has offered this; the very same where that is nothing new. */
    public PinnedTool offered(ServedTool offered) {
        if (DefinitionHash.of(offered).equals(hash())) return this;
        return switch (state) {
            case Waiting waiting -> in(new Waiting(offered));
            case Approved(var definition, var approval) -> in(new Quarantined(definition, approval, offered));
            case Quarantined(var approved, var approval, var newest) ->
                in(new Quarantined(approved, approval, offered));
            case Rejected rejected -> in(new Waiting(offered));
        };
    }

    public PinnedTool approved(UserId by, Instant at, boolean annotationsConfirmed) {
        return in(new Approved(state.newest(), new Approval(by, stored(at), annotationsConfirmed)));
    }

    public PinnedTool rejected(UserId by, Instant at) {
        return in(new Rejected(state.newest(), by, stored(at)));
    }

    /** As if nobody had said anything yet. */
    public PinnedTool forgotten() {
        return in(new Waiting(state.newest()));
    }

    public PinnedTool at(long other) {
        return new PinnedTool(server, state, other);
    }

    private PinnedTool in(PinState other) {
        return new PinnedTool(server, other, version);
    }

    /** To the precision of the records. */
    private static Instant stored(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
