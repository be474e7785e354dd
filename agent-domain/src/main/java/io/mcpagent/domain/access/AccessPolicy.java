package io.mcpagent.domain.access;

/** Decides who may touch what is owned. Asks nobody, changes nothing. */
public final class AccessPolicy {
    public sealed interface Decision {
        record Allowed() implements Decision {}

        record Denied(String reason) implements Decision {}
    }

    private AccessPolicy() {}

    public static Decision decide(Caller caller, UserId owner) {
        return caller.user().equals(owner)
                ? new Decision.Allowed()
                : new Decision.Denied("it belongs to somebody else");
    }

    public static boolean allows(Caller caller, UserId owner) {
        return decide(caller, owner) instanceof Decision.Allowed;
    }
}
