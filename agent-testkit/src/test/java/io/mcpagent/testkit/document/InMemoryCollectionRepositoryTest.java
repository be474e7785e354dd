package io.mcpagent.testkit.document;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryCollectionRepositoryTest extends InMemoryInstallation implements CollectionRepositoryContract {}
