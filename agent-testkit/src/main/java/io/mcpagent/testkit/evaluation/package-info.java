/**
 * Contract and fake for judged collections.
 */
@NullMarked
package io.mcpagent.testkit.evaluation;

import org.jspecify.annotations.NullMarked;
