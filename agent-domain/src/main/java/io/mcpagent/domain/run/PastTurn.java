package io.mcpagent.domain.run;

/** A question of the conversation before a run, and what was answered, without the marks of its citations. */
public record PastTurn(String question, String answer) {}
