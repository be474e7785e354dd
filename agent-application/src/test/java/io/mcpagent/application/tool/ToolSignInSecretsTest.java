package io.mcpagent.application.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.tool.PendingToolServerSignIn;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerSignIn;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.tool.InMemoryPendingToolServerSignInRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerSignInRepository;
import io.mcpagent.testkit.tool.SampleToolServers;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolSignInSecretsTest {
    private final InMemoryStore store = new InMemoryStore(new SteppingTime());
    private final InMemoryToolServerSignInRepository signIns = new InMemoryToolServerSignInRepository(store);
    private final InMemoryPendingToolServerSignInRepository begun =
            new InMemoryPendingToolServerSignInRepository(store);
    private final ToolSignInSecrets secrets = new ToolSignInSecrets(new TwoKeys());

    /** Seals by writing down the key and the purpose. */
    private static final class TwoKeys implements SecretPort {
        @Override
        public SealedSecret seal(String purpose, byte[] secret) {
            return new SealedSecret("new|" + purpose + "|" + new String(secret, StandardCharsets.UTF_8));
        }

        @Override
        public byte[] open(String purpose, SealedSecret sealed) {
            var parts = sealed.value().split("\\|", -1);
            assertThat(parts[1]).isEqualTo(purpose);
            return parts[2].getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Optional<SealedSecret> rotate(String purpose, SealedSecret sealed) {
            var secret = open(purpose, sealed);
            return sealed.value().startsWith("new") ? Optional.empty() : Optional.of(seal(purpose, secret));
        }
    }

    private static ToolServerSignIn signIn(String server, String key) {
        var name = new ToolServerName(server);
        var user = new UserId("ada");
        var content = new SealedSecret(key + "|" + ToolServerSignIn.purpose(name, user) + "|tokens of " + server);
        return new ToolServerSignIn(name, user, content, 1, Optional.empty());
    }

    private static PendingToolServerSignIn begun(String state, String key) {
        var hash = SecretHash.of(state);
        var name = new ToolServerName("wiki");
        var user = new UserId("ada");
        var content =
                new SealedSecret(key + "|" + PendingToolServerSignIn.purpose(hash, name, user) + "|verifier " + state);
        return new PendingToolServerSignIn(hash, name, user, content, Instant.EPOCH);
    }

    @BeforeEach
    void haveServers() {
        var servers = new InMemoryToolServerRepository(store);
        for (var name : List.of("wiki", "mail")) servers.save(SampleToolServers.remote(name));
    }

    @Test
    void areSealedWithTheNewestKey() {
        for (var row : List.of(signIn("wiki", "old"), signIn("mail", "new"))) signIns.put(row);
        for (var row : List.of(begun("a", "old"), begun("b", "new"), begun("c", "old"))) begun.add(row);
        assertThat(secrets.outdated(signIns.all(), begun.all())).isEqualTo(3);

        secrets.reseal(signIns, begun);

        assertThat(secrets.outdated(signIns.all(), begun.all())).isZero();
        assertThat(signIns.all())
                .allSatisfy(row -> assertThat(new TwoKeys().open(row.purpose(), row.content()))
                        .asString()
                        .isEqualTo("tokens of " + row.server().value()));
        assertThat(signIns.all()).extracting(ToolServerSignIn::version).containsExactly(1L, 2L);
        for (var state : List.of("a", "b", "c")) {
            var row = begun.take(SecretHash.of(state)).orElseThrow();
            assertThat(new TwoKeys().open(row.purpose(), row.content()))
                    .asString()
                    .isEqualTo("verifier " + state);
        }
    }
}
