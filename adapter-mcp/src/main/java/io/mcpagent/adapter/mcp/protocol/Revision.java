package io.mcpagent.adapter.mcp.protocol;

import java.util.Arrays;
import java.util.Optional;

/** A revision of the protocol, the oldest first. */
public enum Revision {
    V2024_11_05("2024-11-05", Era.LEGACY),
    V2025_03_26("2025-03-26", Era.LEGACY),
    V2025_06_18("2025-06-18", Era.LEGACY),
    V2025_11_25("2025-11-25", Era.LEGACY),
    V2026_07_28("2026-07-28", Era.MODERN);

    /** How two sides come to speak with each other. */
    public enum Era {
        /** By a handshake, {@code initialize}, that begins a session. */
        LEGACY,
        /** By what each request says of itself. */
        MODERN
    }

    public static final Revision NEWEST_LEGACY = V2025_11_25;
    public static final Revision NEWEST = V2026_07_28;

    private final String text;
    private final Era era;

    Revision(String text, Era era) {
        this.text = text;
        this.era = era;
    }

    public static Optional<Revision> of(String text) {
        return Arrays.stream(values())
                .filter(revision -> revision.text.equals(text))
                .findFirst();
    }

    public Era era() {
        return era;
    }

    public boolean isAtLeast(Revision other) {
        return compareTo(other) >= 0;
    }

    /** As it stands on the wire. */
    public String text() {
        return text;
    }
}
