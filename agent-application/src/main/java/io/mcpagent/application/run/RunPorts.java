package io.mcpagent.application.run;

import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.domain.conversation.ConversationRepository;
import io.mcpagent.domain.run.InboxRepository;
import io.mcpagent.domain.run.KeptResultRepository;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.run.RunStreamPort;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.domain.transaction.TransactionPort;

/** What a run writes to; always together. */
public record RunPorts(
        RunRepository runs,
        RunStreamPort stream,
        InboxRepository inbox,
        TaskQueuePort tasks,
        ConversationRepository conversations,
        KeptResultRepository results,
        TransactionPort transactions,
        AuditTrail trail) {}
