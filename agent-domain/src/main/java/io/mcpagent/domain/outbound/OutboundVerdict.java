package io.mcpagent.domain.outbound;

/** Whether a call may be made. */
public sealed interface OutboundVerdict {
    /** It may, as far as could be told from what was given; the addresses of a name are another question. */
    record Allowed(Endpoint target) implements OutboundVerdict {}

    /**
     * It may not.
     *
     * @param reason completes "it can't be called: …"
     */
    record Refused(String reason) implements OutboundVerdict {}
}
