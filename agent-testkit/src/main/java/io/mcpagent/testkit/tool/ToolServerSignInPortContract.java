package io.mcpagent.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerSignInPort;
import io.mcpagent.testkit.SteppingTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What holds for each {@link ToolServerSignInPort}. */
public interface ToolServerSignInPortContract {
    URI BACK = URI.create("http://127.0.0.1:1/back");
    Caller ADA = new Caller(new UserId("ada"));
    Caller BOB = new Caller(new UserId("bob"));

    ToolServerSignInPort signIns();

    /** One with which users sign in. */
    ToolServer server();

    /** What the browser comes back with that was sent there, once its user has agreed. */
    String comeBack(URI at);

    boolean isSignedIn(Caller caller);

    SteppingTime time();

    private ToolServerName finish(Caller caller, String answer) {
        return signIns().finish(caller, answer, name -> server());
    }

    private void assertRefused(String code, ThrowingCallable body) {
        assertThatThrownBy(body)
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    default void signsInWhoComesBackAndNobodyElse() {
        assertThat(isSignedIn(ADA)).isFalse();

        assertThat(finish(ADA, comeBack(signIns().begin(server(), ADA, BACK)))).isEqualTo(server().name());

        assertThat(isSignedIn(ADA)).isTrue();
        assertThat(isSignedIn(BOB)).isFalse();
    }

    @Test
    default void anAnswerIsGoodOnce() {
        var answer = comeBack(signIns().begin(server(), ADA, BACK));
        finish(ADA, answer);

        assertRefused("tool_server_sign_in_unknown", () -> finish(ADA, answer));
    }

    @Test
    default void whatSomebodyElseBeganIsUnknownAndIsNotTakenFromThem() {
        var answer = comeBack(signIns().begin(server(), ADA, BACK));

        assertRefused("tool_server_sign_in_unknown", () -> finish(BOB, answer));
        assertThat(isSignedIn(ADA)).isFalse();
        assertThat(isSignedIn(BOB)).isFalse();

        finish(ADA, answer);
        assertThat(isSignedIn(ADA)).isTrue();
        assertThat(isSignedIn(BOB)).isFalse();
    }

    @Test
    default void comesBackWithinTenMinutes() {
        var answer = comeBack(signIns().begin(server(), ADA, BACK));
        time().advance(Duration.ofMinutes(11));

        assertRefused("tool_server_sign_in_unknown", () -> finish(ADA, answer));
    }

    @Test
    default void anythingElseIsNoAnswer() {
        for (var text : List.of("", "?", "code=c", "http://127.0.0.1:1/back", "%"))
            assertRefused("tool_server_sign_in_refused", () -> finish(ADA, text));
    }

    @Test
    default void aServerThatIsGoneIsSignedInToByNobody() {
        var answer = comeBack(signIns().begin(server(), ADA, BACK));

        assertThatThrownBy(() -> signIns().finish(ADA, answer, name -> {
                    throw new NotFound("tool_server_unknown", "It is gone.");
                }))
                .isInstanceOf(NotFound.class);
        assertThat(isSignedIn(ADA)).isFalse();
    }

    @Test
    default void endsForOneUser() {
        finish(ADA, comeBack(signIns().begin(server(), ADA, BACK)));
        finish(BOB, comeBack(signIns().begin(server(), BOB, BACK)));

        signIns().end(server().name(), ADA);

        assertThat(isSignedIn(ADA)).isFalse();
        assertThat(isSignedIn(BOB)).isTrue();
    }

    @Test
    default void nobodySignsInWithAProcess() {
        var process = new ToolServer(
                new ToolServerName("files"),
                new ToolServerAddress.Process("true", List.of(), Map.of(), Optional.empty()),
                Set.of(),
                List.of(),
                Duration.ofSeconds(1));

        assertRefused("tool_server_sign_in_unneeded", () -> signIns().begin(process, ADA, BACK));
    }

    @Test
    default void aBrowserComesBackToNoOtherMachineInClear() {
        assertRefused(
                "tool_server_sign_in_impossible",
                () -> signIns().begin(server(), ADA, URI.create("http://elsewhere.example/back")));
    }
}
