package io.mcpagent.adapter.persistence.conversation;

import io.mcpagent.adapter.persistence.PostgresInstallation;
import io.mcpagent.testkit.conversation.ConversationRepositoryContract;

class SqlConversationRepositoryOnPostgresTest extends PostgresInstallation implements ConversationRepositoryContract {}
