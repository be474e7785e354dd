/**
 * Runs: {@code AgentLoop} drives one to its end, {@code RunJournal} is its log in the hands of the lease's
 * holder. Start at {@code RunService}.
 */
@NullMarked
package io.mcpagent.application.run;

import org.jspecify.annotations.NullMarked;
