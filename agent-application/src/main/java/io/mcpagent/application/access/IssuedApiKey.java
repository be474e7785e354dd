package io.mcpagent.application.access;

import io.mcpagent.domain.access.ApiKey;

/**
 * A key that was made.
 *
 * @param secret the whole key, shown this once; printing the record doesn't
 */
public record IssuedApiKey(ApiKey key, String secret) {
    @Override
    public String toString() {
        return "IssuedApiKey[" + key.prefix() + "]";
    }
}
