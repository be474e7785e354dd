/** How often a client may ask, by what it asks for and as whom it comes. */
@NullMarked
package io.mcpagent.adapter.rest.ratelimit;

import org.jspecify.annotations.NullMarked;
