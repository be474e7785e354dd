package io.mcpagent.application.tool;

import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.tool.ToolServerSignIn;
import io.mcpagent.domain.tool.ToolServerSignInRepository;

/** The tokens of sign-ins with tool servers, under the newest master key. */
public final class ToolSignInSecrets {
    private final ToolServerSignInRepository signIns;
    private final SecretPort secrets;

    public ToolSignInSecrets(ToolServerSignInRepository signIns, SecretPort secrets) {
        this.signIns = signIns;
        this.secrets = secrets;
    }

    /** How many an older key has sealed. */
    public int outdated() {
        return (int) signIns.all().stream()
                .filter(row -> secrets.rotate(row.purpose(), row.content()).isPresent())
                .count();
    }

    /** Seals them anew. One that is changed meanwhile is sealed with the newest key by whoever changes it. */
    public void reseal() {
        for (var row : signIns.all())
            secrets.rotate(row.purpose(), row.content())
                    .ifPresent(anew -> signIns.put(new ToolServerSignIn(
                            row.server(), row.user(), anew, row.version() + 1, row.leasedUntil())));
    }
}
