/** The revisions from 2026-07-28 on: each request says all about itself, and questions come as results. */
@NullMarked
package io.mcpagent.adapter.mcp.protocol.modern;

import org.jspecify.annotations.NullMarked;
