/**
 * A contract and a fake for each port. A contract is an interface with default tests that the fake and every real
 * adapter run; a fake keeps everything in memory and passes that contract, so that a test of a use case can be believed,
 * also in projects that embed the library.
 */
@NullMarked
package io.mcpagent.testkit;

import org.jspecify.annotations.NullMarked;
