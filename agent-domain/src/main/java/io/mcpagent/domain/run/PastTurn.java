package io.mcpagent.domain.run;

/**
 * A question of the conversation before a run, and what was answered, without the marks of its citations.
 *
 * @param isTainted whether the answer was made of text that nobody vouches for
 */
public record PastTurn(String question, String answer, boolean isTainted) {}
