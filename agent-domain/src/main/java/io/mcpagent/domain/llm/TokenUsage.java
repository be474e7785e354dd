package io.mcpagent.domain.llm;

/** Tokens that a model read and wrote, as counted by whoever runs the model. */
public record TokenUsage(long inputTokens, long outputTokens) {
    public static final TokenUsage NONE = new TokenUsage(0, 0);

    public TokenUsage {
        if (inputTokens < 0 || outputTokens < 0) throw new IllegalArgumentException("token counts are not negative");
    }

    /** What came in addition to an earlier count. */
    public TokenUsage minus(TokenUsage earlier) {
        return new TokenUsage(inputTokens - earlier.inputTokens, outputTokens - earlier.outputTokens);
    }

    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(inputTokens + other.inputTokens, outputTokens + other.outputTokens);
    }
}
