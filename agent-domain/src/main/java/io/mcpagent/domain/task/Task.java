package io.mcpagent.domain.task;

import java.util.UUID;

/** One durable piece of work on one subject. */
public record Task(TaskId id, TaskKind kind, UUID subject) {}
