package io.mcpagent.application.tool;

import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.tool.PendingToolServerSignIn;
import io.mcpagent.domain.tool.PendingToolServerSignInRepository;
import io.mcpagent.domain.tool.ToolServerSignIn;
import io.mcpagent.domain.tool.ToolServerSignInRepository;
import java.util.List;

/** The secrets of sign-ins with tool servers, made and begun, under the newest master key. */
public final class ToolSignInSecrets {
    private final SecretPort secrets;

    public ToolSignInSecrets(SecretPort secrets) {
        this.secrets = secrets;
    }

    /** How many of these an older key has sealed. */
    public int outdated(List<ToolServerSignIn> made, List<PendingToolServerSignIn> begun) {
        var outdated = made.stream()
                        .filter(row ->
                                secrets.rotate(row.purpose(), row.content()).isPresent())
                        .count()
                + begun.stream()
                        .filter(row ->
                                secrets.rotate(row.purpose(), row.content()).isPresent())
                        .count();
        return (int) outdated;
    }

    /** Seals them anew. One that is changed meanwhile is sealed with the newest key by whoever changes it. */
    public void reseal(ToolServerSignInRepository made, PendingToolServerSignInRepository begun) {
        for (var row : made.all())
            secrets.rotate(row.purpose(), row.content())
                    .ifPresent(anew -> made.put(new ToolServerSignIn(
                            row.server(), row.user(), anew, row.version() + 1, row.leasedUntil())));
        for (var row : begun.all())
            secrets.rotate(row.purpose(), row.content())
                    .ifPresent(anew -> begun.replace(
                            new PendingToolServerSignIn(row.state(), row.server(), row.user(), anew, row.expiresAt())));
    }
}
