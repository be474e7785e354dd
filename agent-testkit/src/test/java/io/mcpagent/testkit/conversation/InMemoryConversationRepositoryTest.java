package io.mcpagent.testkit.conversation;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryConversationRepositoryTest extends InMemoryInstallation implements ConversationRepositoryContract {}
