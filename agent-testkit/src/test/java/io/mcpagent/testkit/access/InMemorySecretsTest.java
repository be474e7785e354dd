package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.SecretPort;

class InMemorySecretsTest implements SecretPortContract {
    private final SecretPort secrets = new InMemorySecrets();

    @Override
    public SecretPort secrets() {
        return secrets;
    }
}
