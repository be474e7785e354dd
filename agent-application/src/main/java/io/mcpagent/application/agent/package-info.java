/**
 * Who answers: {@code Agents} knows the agent that is always there and those that people defined, {@code Router} picks
 * one for a question.
 */
@NullMarked
package io.mcpagent.application.agent;

import org.jspecify.annotations.NullMarked;
