package io.mcpagent.adapter.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.protocol.Revision;
import io.mcpagent.adapter.mcp.server.legacy.Hello;
import io.mcpagent.adapter.mcp.server.legacy.Session;
import io.mcpagent.adapter.mcp.server.legacy.Sessions;
import io.mcpagent.adapter.mcp.server.offer.ClientFeatures;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.json.Json;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who begins as many sessions as they can. */
class SessionsOfManyKeysTest {
    private static final int MOST = 6;
    private static final int MOST_OF_USER = 4;
    private static final Hello HELLO = new Hello(Revision.V2025_06_18, ClientFeatures.of(Json.object()));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T10:00:00Z"));
    private final Sessions sessions = new Sessions(
            new FixtureOffer(),
            new Sessions.Limits(MOST, MOST_OF_USER, Duration.ofHours(1), 1 << 10, Duration.ofSeconds(1)),
            new SecureRandom(),
            now::get);

    @AfterEach
    void close() {
        sessions.close();
    }

    private static Caller user(String name) {
        return new Caller(new UserId(name));
    }

    private static Caller anotherKeyOf(String name) {
        return user(name).with(new ApiKeyId(UUID.randomUUID()));
    }

    private record Begun(Caller caller, Session session) {}

    private Begun begin(Caller caller) {
        now.updateAndGet(time -> time.plusSeconds(1));
        return new Begun(caller, sessions.begin(caller, HELLO));
    }

    /** Looking counts as use. */
    private boolean isThere(Begun begun) {
        return sessions.find(begun.caller, begun.session.id()).isPresent();
    }

    private List<Begun> flood(String name, int count) {
        var begun = new ArrayList<Begun>();
        for (var n = 0; n < count; n++) begun.add(begin(anotherKeyOf(name)));
        return begun;
    }

    @Test
    void aUserHasNoMoreOfThemByManyKeys() {
        var ada = begin(user("ada"));
        var flooding = flood("eve", 20);

        assertThat(flooding.stream().filter(this::isThere)).hasSize(MOST_OF_USER);
        assertThat(isThere(ada)).isTrue();
    }

    @Test
    void whereAllAreTakenWhoHasMostMakesRoomForWhoHasNone() {
        var eves = flood("eve", MOST_OF_USER);
        var bobs = flood("bob", MOST - MOST_OF_USER);

        var ada = begin(user("ada"));

        assertThat(isThere(ada)).isTrue();
        assertThat(bobs).allMatch(this::isThere);
        assertThat(isThere(eves.getFirst())).isFalse();
        assertThat(eves.stream().filter(this::isThere)).hasSize(MOST_OF_USER - 1);
    }

    @Test
    void whoHasMostMakesRoomForThemselves() {
        var others = new ArrayList<Begun>();
        for (var name : List.of("ada", "bob", "carol")) others.add(begin(user(name)));
        var eves = flood("eve", 10);

        assertThat(others).allMatch(this::isThere);
        assertThat(eves.stream().filter(this::isThere)).hasSize(MOST - others.size());
    }

    @Test
    void aSessionIsStillForTheKeyThatBeganItAlone() {
        var one = begin(anotherKeyOf("ada"));

        assertThat(sessions.find(anotherKeyOf("ada"), one.session.id())).isEmpty();
        assertThat(sessions.find(user("ada"), one.session.id())).isEmpty();
        assertThat(isThere(one)).isTrue();
    }
}
