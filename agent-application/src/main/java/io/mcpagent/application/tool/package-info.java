/**
 * Tools on their way to a model and back: {@code Toolbox} finds and calls them, {@code ToolChoice} says which of many a run
 * is offered, {@code DocumentTools} are those that look into the documents.
 */
@NullMarked
package io.mcpagent.application.tool;

import org.jspecify.annotations.NullMarked;
