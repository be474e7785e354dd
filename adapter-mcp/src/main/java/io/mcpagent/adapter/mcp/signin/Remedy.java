package io.mcpagent.adapter.mcp.signin;

/** What helps against a refusal. */
sealed interface Remedy {
    /** The same request, with that token. */
    record Retry(String bearer) implements Remedy {
        @Override
        public String toString() {
            return "Retry[…]";
        }
    }

    /** The user has to sign in; what to do is in the message, which is for them. */
    record SignIn(String message) implements Remedy {}

    /** Nothing that we know of. */
    record Refused(String message) implements Remedy {}
}
