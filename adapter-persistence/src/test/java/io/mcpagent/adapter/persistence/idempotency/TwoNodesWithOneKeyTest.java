package io.mcpagent.adapter.persistence.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.persistence.OnTwoNodes;
import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.idempotency.Idempotency;
import io.mcpagent.application.idempotency.KeyedRequest;
import io.mcpagent.application.idempotency.Made;
import io.mcpagent.domain.TimeOrderedIds;
import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.AuditRepository.Order;
import io.mcpagent.domain.access.AuditedResource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.testkit.access.InMemorySecrets;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two nodes on one server that are sent the same request with the same key at the same time. */
class TwoNodesWithOneKeyTest extends OnTwoNodes {
    private static final int REQUESTS = 100;
    private static final AuditAction MADE = new AuditAction("thing.made");

    private final InMemorySecrets secrets = new InMemorySecrets();

    @Test
    void makeEachThingOnceAndAnswerTheSame() throws Exception {
        var answers = new LinkedHashSet<String>();
        var together = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < REQUESTS; n++) {
                var key = new IdempotencyKey("retry-" + n);
                var here = threads.submit(request(first, key, together));
                var there = threads.submit(request(second, key, together));
                var answer = here.get(1, TimeUnit.MINUTES);
                assertThat(there.get(1, TimeUnit.MINUTES)).isEqualTo(answer);
                answers.add(answer);
            }
        }
        assertThat(first.audit().search(AuditQuery.ALL, Order.OLDEST_FIRST, Optional.empty(), 2 * REQUESTS))
                .extracting(entry -> entry.resource().orElseThrow().id())
                .containsExactlyInAnyOrderElementsOf(answers)
                .hasSize(REQUESTS);
    }

    /** What is made is an entry that the answer names. */
    private Callable<String> request(SqlPersistence node, IdempotencyKey key, CyclicBarrier together) {
        var idempotency = new Idempotency(
                new Authorization(node.grants(), denial -> {}),
                node.idempotency(),
                node.transactions(),
                secrets,
                clock);
        var trail = new AuditTrail(node.audit(), new TimeOrderedIds(clock, new SecureRandom()), clock);
        return () -> {
            together.await(1, TimeUnit.MINUTES);
            return idempotency
                    .once(KeyedRequest.of(Caller.LOCAL_OWNER, Permission.WRITE, key, "make"), () -> {
                        var name = UUID.randomUUID().toString();
                        trail.done(Caller.LOCAL_OWNER, MADE, new AuditedResource("thing", name));
                        return new Made<>(name, name);
                    })
                    .answer();
        };
    }
}
