package io.mcpagent.adapter.mcp.signin;

import static io.mcpagent.adapter.mcp.signin.Desk.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.mcp.transport.Credentials;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserCredentialsTest {
    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    private Credentials credentials() {
        return desk.signIns.credentials(desk.server(), ADA);
    }

    private List<String> challenge(String more) {
        return List.of("Bearer resource_metadata=\"%s\"%s".formatted(desk.resource.origin() + Desk.METADATA, more));
    }

    private void assertFails(String code, int status, String more) {
        var sent = credentials().authorization();
        assertThatThrownBy(() -> credentials().challenged(sent, status, challenge(more), 1))
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void haveNothingBeforeTheUserHasSignedIn() {
        assertThat(credentials().authorization()).isEmpty();
        assertFails("tool_server_sign_in", 401, "");
    }

    @Test
    void areTheTokenOfTheUserAndRenewedWhereItIsRefused() {
        desk.signIn(ADA);
        var sent = credentials().authorization();
        assertThat(sent).hasValueSatisfying(value -> assertThat(value).startsWith("Bearer access-"));

        assertThat(credentials().challenged(sent, 401, challenge(""), 1)).isTrue();
        assertThat(credentials().authorization()).isPresent().isNotEqualTo(sent);
        // Another has renewed it meanwhile.
        assertThat(credentials().challenged(sent, 401, challenge(""), 1)).isTrue();
        assertThat(desk.grants()).containsExactly("authorization_code", "refresh_token");
    }

    @Test
    void tellWhereNothingHelps() {
        desk.signIn(ADA);

        assertFails("tool_server_access_denied", 403, "");
        assertFails("tool_server_sign_in", 403, ", error=\"insufficient_scope\", scope=\"write\"");
    }

    /** Else each caller would start a process of their own. */
    @Test
    void areNoneForAProcessSoThatAllShareIt() {
        var server = new ToolServer(
                desk.server().name(),
                new ToolServerAddress.Process("wiki", List.of(), Map.of(), Optional.empty()),
                Set.of(),
                List.of(),
                desk.server().timeout());

        assertThat(desk.signIns.credentials(server, ADA)).isSameAs(Credentials.NONE);
        assertThat(desk.signIns.credentials(server, Desk.BOB)).isSameAs(Credentials.NONE);
    }

    @Test
    void areThoseOfTheEntryWhereItHasSome() {
        var server = new ToolServer(
                desk.server().name(),
                new ToolServerAddress.Http(
                        URI.create(desk.resource.origin() + "/mcp"), Map.of("authorization", "Bearer own")),
                Set.of(),
                List.of(),
                desk.server().timeout());

        assertThat(desk.signIns.credentials(server, ADA)).isSameAs(Credentials.NONE);
        assertThat(Credentials.NONE.challenged(Optional.empty(), 401, challenge(""), 1))
                .isFalse();
    }
}
