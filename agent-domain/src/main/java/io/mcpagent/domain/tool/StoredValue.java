package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.SealedSecret;

/** A part of a tool server's address as it is stored. */
public sealed interface StoredValue {
    /** What people are shown of it. */
    String shown();

    /** One that may be read. */
    record Plain(String text) implements StoredValue {
        @Override
        public String shown() {
            return text;
        }
    }

    /**
     * One that is, or holds, a secret.
     *
     * @param shown what stands in its place, with nothing of the secret
     */
    record Sealed(String shown, SealedSecret secret) implements StoredValue {
        @Override
        public String toString() {
            return "Sealed[" + shown + "]";
        }
    }
}
