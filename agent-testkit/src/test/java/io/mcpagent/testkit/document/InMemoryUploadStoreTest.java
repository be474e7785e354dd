package io.mcpagent.testkit.document;

import io.mcpagent.domain.document.UploadStorePort;

class InMemoryUploadStoreTest implements UploadStorePortContract {
    private final UploadStorePort uploads = new InMemoryUploadStore();

    @Override
    public UploadStorePort uploads() {
        return uploads;
    }
}
