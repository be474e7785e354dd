package io.mcpagent.adapter.persistence.conversation;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.testkit.conversation.ConversationRepositoryContract;

class SqlConversationRepositoryTest extends SqliteInstallation implements ConversationRepositoryContract {}
