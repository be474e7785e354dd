package io.mcpagent.adapter.persistence;

import io.mcpagent.application.access.AuditSealing;
import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.domain.TimeOrderedIds;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditedResource;
import io.mcpagent.domain.access.Caller;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Appends audit entries on one thread and seals them on another, and says the number of each entry, until it is killed. */
final class EndlessAuditor {
    private EndlessAuditor() {}

    public static void main(String[] args) {
        var clock = InstantSource.system();
        var records = SqlPersistence.open(new PersistenceSettings(Path.of(args[0])), clock);
        var trail = new AuditTrail(records.audit(), new TimeOrderedIds(clock, new SecureRandom()), clock);
        var sealing = new AuditSealing(records.audit(), records.transactions(), clock, failure -> {
            throw failure;
        });
        Thread.ofPlatform().daemon().start(() -> {
            while (true) sealing.seal();
        });
        for (var i = 1; ; i++) {
            trail.done(Caller.LOCAL_OWNER, new AuditAction("user.created"), new AuditedResource("user", "x"));
            System.out.println(i);
        }
    }
}
