/**
 * The model and the ports of the platform: records, sealed types, pure functions and the interfaces that adapters
 * implement. It depends on nothing at run time. Each feature has a package of its own; this one holds what all of
 * them share: where ids come from.
 */
@NullMarked
package io.mcpagent.domain;

import org.jspecify.annotations.NullMarked;
