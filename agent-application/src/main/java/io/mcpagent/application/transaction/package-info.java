/** What changes ask of the state of things before they are made. */
@NullMarked
package io.mcpagent.application.transaction;

import org.jspecify.annotations.NullMarked;
