package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.UserId;
import java.time.Instant;

/** What people have said of a tool, and of which definition of it. */
public sealed interface PinState {
    /** The definition that a person would say something about now: the newest that was seen. */
    ServedTool newest();

    /**
     * That somebody approved a definition.
     *
     * @param annotationsConfirmed whether what the server says its tool does to the world may be relied on
     */
    record Approval(UserId by, Instant at, boolean annotationsConfirmed) {}

    /** Nobody has said anything yet. */
    record Waiting(ServedTool newest) implements PinState {}

    /** It may be called while its server offers this definition and no other. */
    record Approved(ServedTool definition, Approval approval) implements PinState {
        @Override
        public ServedTool newest() {
            return definition;
        }

        /** What calling it does, as far as a person has confirmed that. */
        public ToolEffect effect() {
            var annotations = definition.annotations();
            if (!approval.annotationsConfirmed()) return ToolEffect.ACTS;
            if (annotations.readOnly().orElse(false)) return ToolEffect.READS;
            return annotations.idempotent().orElse(false) ? ToolEffect.REPEATABLE : ToolEffect.ACTS;
        }

        /** How far what it is called with gets, as far as a person has confirmed that. */
        public ToolReach reach() {
            var isClosed = approval.annotationsConfirmed()
                    && !definition.annotations().openWorld().orElse(true);
            return isClosed ? ToolReach.CLOSED : ToolReach.OPEN;
        }
    }

    /**
     * Its server has offered another definition than was approved. It stays so until a person has looked, also where the
     * server goes back to what was approved.
     */
    record Quarantined(ServedTool approved, Approval approval, ServedTool newest) implements PinState {}

    /** A person does not want it as it is. */
    record Rejected(ServedTool newest, UserId by, Instant at) implements PinState {}
}
