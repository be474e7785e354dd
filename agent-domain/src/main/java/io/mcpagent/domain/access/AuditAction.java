package io.mcpagent.domain.access;

import java.util.regex.Pattern;

/**
 * What was done, as in {@code user.roles_changed}. Open, since another version may have written what this one doesn't
 * know.
 */
public record AuditAction(String name) {
    private static final int LONGEST = 64;
    private static final Pattern WRITTEN = Pattern.compile("[a-z]+(_[a-z]+)*\\.[a-z]+(_[a-z]+)*");

    /** @throws IllegalArgumentException whose message is for who gave the name */
    public AuditAction {
        if (name.length() > LONGEST || !WRITTEN.matcher(name).matches())
            throw new IllegalArgumentException("an action is two words with a dot, as in user.created");
    }
}
