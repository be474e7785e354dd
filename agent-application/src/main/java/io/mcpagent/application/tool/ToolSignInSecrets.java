package io.mcpagent.application.tool;

import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.tool.ToolServerSignIn;
import io.mcpagent.domain.tool.ToolServerSignInRepository;
import java.util.List;

/** The tokens of sign-ins with tool servers, under the newest master key. */
public final class ToolSignInSecrets {
    private final SecretPort secrets;

    public ToolSignInSecrets(SecretPort secrets) {
        this.secrets = secrets;
    }

    /** How many of these an older key has sealed. */
    public int outdated(List<ToolServerSignIn> stored) {
        return (int) stored.stream()
                .filter(row -> secrets.rotate(row.purpose(), row.content()).isPresent())
                .count();
    }

    /** Seals them anew. One that is changed meanwhile is sealed with the newest key by whoever changes it. */
    public void reseal(ToolServerSignInRepository signIns) {
        for (var row : signIns.all())
            secrets.rotate(row.purpose(), row.content())
                    .ifPresent(anew -> signIns.put(new ToolServerSignIn(
                            row.server(), row.user(), anew, row.version() + 1, row.leasedUntil())));
    }
}
