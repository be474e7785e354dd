package io.mcpagent.testkit.document;

import io.mcpagent.testkit.InMemoryInstallation;

class InMemoryUploadRepositoryTest extends InMemoryInstallation implements UploadRepositoryContract {}
