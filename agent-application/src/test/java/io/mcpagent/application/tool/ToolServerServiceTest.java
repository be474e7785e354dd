package io.mcpagent.application.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.DefinitionHash;
import io.mcpagent.domain.tool.PendingToolServerSignIn;
import io.mcpagent.domain.tool.StoredAddress;
import io.mcpagent.domain.tool.StoredValue;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerSignIn;
import io.mcpagent.testkit.tool.SampleToolServers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ToolServerServiceTest {
    private static final Caller OWNER = Caller.LOCAL_OWNER;
    private static final Caller ADMIN = new Caller(new UserId("eve"), Set.of(Role.ADMIN), Optional.empty());
    private static final ToolServerName WEB = new ToolServerName("web");
    private static final String URL = "https://tools.example/mcp";

    private final Machine machine = new Machine();
    private final Platform platform = machine.start();
    private final ToolServerService servers = platform.toolServers;

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void secretsAreSealedAndNeverShown() {
        var added = add(http(URL, Map.of("Authorization", "Bearer s3cret", "User-Agent", "us")));

        assertThat(added.toString() + ToolServerJson.of(added)).doesNotContain("s3cret");
        assertThat(headers(ToolServerJson.of(added)))
                .isEqualTo(
                        Json.object().with("Authorization", Json.of("********")).with("User-Agent", Json.of("us")));
        platform.toolServers.server(OWNER, WEB);
        assertThat(machine.toolServers.offering("web").asked()).isEmpty();
        platform.toolPins.test(OWNER, WEB);
        assertThat(((ToolServerAddress.Http)
                                machine.toolServers.asked().getFirst().address())
                        .headers())
                .containsEntry("Authorization", "Bearer s3cret");
    }

    /** Whoever writes to the records can't have a secret sent to another place. */
    @Test
    void aSealedValueOpensInItsOwnPlaceAlone() {
        var added = add(http(URL, Map.of("Authorization", "Bearer s3cret")));
        var stolen = ((StoredAddress.Http) added.address()).headers().get("Authorization");
        var moved = added.with(
                new StoredAddress.Http(new StoredValue.Plain(URL), Map.of("X-Other", stolen), Optional.empty()));
        platform.toolServerPorts.servers().save(moved);

        fails("secret_unreadable", () -> platform.toolPins.test(OWNER, WEB));
        assertThat(machine.toolServers.asked()).isEmpty();
    }

    @Test
    void whatIsGivenAsItWasShownStays() {
        add(http(URL, Map.of("Authorization", "Bearer s3cret")));

        change(OWNER, http(URL, Map.of("Authorization", "********", "X-New", "n3w")));

        machine.toolServers.offering("web");
        platform.toolPins.test(OWNER, WEB);
        assertThat(((ToolServerAddress.Http)
                                machine.toolServers.asked().getFirst().address())
                        .headers())
                .containsEntry("Authorization", "Bearer s3cret")
                .containsEntry("X-New", "n3w");
    }

    @Test
    void aSecretThatStaysGoesToNoOtherPlace() {
        add(http(URL, Map.of("Authorization", "Bearer s3cret")));

        for (var elsewhere : List.of("https://evil.example/mcp", "http://tools.example/mcp", URL + "/x"))
            fails("tool_server_invalid", () -> change(OWNER, http(elsewhere, Map.of("Authorization", "********"))));
        fails("tool_server_invalid", () -> change(OWNER, http(URL, Map.of("X-Other", "********"))));
        assertThat(ToolServerJson.of(servers.server(OWNER, WEB)).get("url")).contains(Json.of(URL));
    }

    @Test
    void aSecretInAUrlIsKeptWithIt() {
        var added = add(http("https://tools.example/s/Zx81kQw72LmNop3456Rst/mcp?v=1", Map.of()));

        var shown = ToolServerJson.of(added).get("url");
        assertThat(shown).contains(Json.of("https://tools.example/********"));
        var changed = change(OWNER, http("https://tools.example/********", Map.of("X-Key", "k")));
        assertThat(ToolServerJson.of(changed).get("url")).isEqualTo(shown);
        machine.toolServers.offering("web");
        platform.toolPins.test(OWNER, WEB);
        assertThat(((ToolServerAddress.Http)
                                machine.toolServers.asked().getFirst().address())
                        .url())
                .hasToString("https://tools.example/s/Zx81kQw72LmNop3456Rst/mcp?v=1");
    }

    /** A program reads what this process reads, so it is for whoever may read the data directory. */
    @Test
    void noAdministratorHasAProgramStarted() {
        fails("permission_missing", () -> servers.add(ADMIN, List.of(wanted(program("sh", "-c", "id")))));
        add(program("npx", "server"));
        fails("permission_missing", () -> change(ADMIN, program("sh", "-c", "id")));
        fails("permission_missing", () -> change(ADMIN, http(URL, Map.of())));
        fails(
                "permission_missing",
                () -> change(
                        ADMIN,
                        new ToolServerAddress.Process(
                                "npx", List.of("server"), Map.of("NODE_OPTIONS", "-r /tmp/x"), Optional.empty())));
        var off = new WantedToolServer(server(program("npx", "server")), false, false);
        assertThat(servers.change(ADMIN, off, Expected.anything()).enabled()).isFalse();
        assertThat(servers.add(ADMIN, List.of(named("other", http(URL, Map.of())))))
                .hasSize(1);
    }

    @Test
    void othersThanAdministratorsSeeAndDoNothing() {
        add(http(URL, Map.of()));
        var hash = DefinitionHash.of(SampleToolServers.tool("a", "A."));

        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> servers.servers(Platform.ADA),
                () -> servers.server(Platform.ADA, WEB),
                () -> servers.states(Platform.ADA),
                () -> servers.add(Platform.ADA, List.of(named("b", http(URL, Map.of())))),
                () -> servers.imported(Platform.ADA, Json.object(), Map.of()),
                () -> change(Platform.ADA, http(URL, Map.of())),
                () -> servers.remove(Platform.ADA, WEB, Expected.anything()),
                () -> platform.toolPins.test(Platform.ADA, WEB),
                () -> platform.toolPins.pins(Platform.ADA, WEB),
                () -> platform.toolPins.approve(Platform.ADA, WEB, Map.of("web__a", hash), true),
                () -> platform.toolPins.reject(Platform.ADA, WEB, Map.of("web__a", hash))))
            fails("permission_missing", use);
        assertThat(platform.denials).hasSize(11);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        var address = new ToolServerAddress.Http(
                URI.create("ftp://u:p@tools.example/#x"),
                Map.of(
                        "Host",
                        "evil.example",
                        "a b",
                        "c",
                        "X",
                        "d\r\nInjected: e",
                        "Mcp-Session-Id",
                        "f",
                        "Authorization",
                        "Bearer ${TOKEN}"));
        var server = new ToolServer(WEB, address, Set.of(), List.of("/srv", "file://other/srv"), Duration.ofHours(2));

        assertThatThrownBy(() -> servers.add(OWNER, List.of(new WantedToolServer(server, true, false))))
                .hasMessageContainingAll(
                        "https://",
                        "user and password",
                        "#",
                        "Host: it is set",
                        "\"a b\"",
                        "printable",
                        "Mcp-Session-Id",
                        "headers.Authorization: ${…} is filled in",
                        "/srv",
                        "file://other",
                        "one hour");
        assertThat(servers.servers(OWNER)).isEmpty();
    }

    @Test
    void ofSeveralAllAreAddedOrNone() {
        add(http(URL, Map.of()));

        fails(
                "tool_server_name_taken",
                () -> servers.add(
                        OWNER, List.of(named("one", http(URL, Map.of())), named("web", http(URL, Map.of())))));
        assertThat(servers.servers(OWNER)).hasSize(1);
    }

    @Test
    void whatIsApprovedIsWhatWasLookedAt() {
        add(http(URL, Map.of()));
        machine.toolServers.offering("web", SampleToolServers.tool("a", "Good."));
        var seen = platform.toolPins.test(OWNER, WEB).pins().getFirst().pin();
        machine.toolServers.offering("web", SampleToolServers.tool("a", "Bad."));
        platform.toolPins.test(OWNER, WEB);

        fails("tool_pin_changed", () -> platform.toolPins.approve(OWNER, WEB, Map.of(seen.name(), seen.hash()), false));
        fails("tool_pin_not_found", () -> platform.toolPins.approve(OWNER, WEB, Map.of("web__b", seen.hash()), false));
        fails("tools_missing", () -> platform.toolPins.approve(OWNER, WEB, Map.of(), false));
        assertThat(platform.toolServerPorts.servers().callable()).isEmpty();
    }

    @Test
    void whoSawAnOlderStateChangesNothing() {
        var first = add(http(URL, Map.of()));
        change(OWNER, http(URL + "/2", Map.of()));

        Expected<ToolServerEntry> asItWas = now -> now.equals(Optional.of(first));
        fails("precondition_failed", () -> servers.change(OWNER, wanted(http(URL, Map.of())), asItWas));
        fails("precondition_failed", () -> servers.remove(OWNER, WEB, asItWas));
        assertThat(servers.servers(OWNER)).hasSize(1);
    }

    @Test
    void whatIsConnectedEndsWithEachChange() {
        add(http(URL, Map.of()));
        machine.toolServers.offering("web");
        platform.toolPins.test(OWNER, WEB);
        assertThat(servers.states(OWNER)).hasSize(1);

        change(OWNER, http(URL + "/2", Map.of()));
        assertThat(servers.states(OWNER)).isEmpty();
        platform.toolPins.test(OWNER, WEB);
        servers.remove(OWNER, WEB, Expected.anything());
        assertThat(machine.toolServers.states()).isEmpty();
    }

    @Test
    void nobodyIsSignedInWithAServerThatTakesTheNameOfOneThatIsGone() {
        var records = platform.toolServerPorts.signIns();
        var sealed = new SealedSecret("tokens");
        add(http(URL, Map.of()));
        servers.add(OWNER, List.of(named("wiki", http(URL, Map.of()))));
        for (var name : List.of("web", "wiki")) {
            var server = new ToolServerName(name);
            records.made().put(new ToolServerSignIn(server, ADMIN.user(), sealed, 1, Optional.empty()));
            records.begun()
                    .add(new PendingToolServerSignIn(SecretHash.of(name), server, ADMIN.user(), sealed, Instant.MAX));
        }

        servers.remove(OWNER, WEB, Expected.anything());

        assertThat(records.made().all())
                .extracting(signIn -> signIn.server().value())
                .containsExactly("wiki");
        assertThat(records.begun().take(SecretHash.of("web"))).isEmpty();
        assertThat(records.begun().take(SecretHash.of("wiki"))).isPresent();
    }

    private ToolServerEntry add(ToolServerAddress address) {
        return servers.add(OWNER, List.of(wanted(address))).getFirst();
    }

    private ToolServerEntry change(Caller caller, ToolServerAddress address) {
        return servers.change(caller, wanted(address), Expected.anything());
    }

    private static WantedToolServer wanted(ToolServerAddress address) {
        return new WantedToolServer(server(address), true, false);
    }

    private static WantedToolServer named(String name, ToolServerAddress address) {
        var server = new ToolServer(new ToolServerName(name), address, Set.of(), List.of(), Duration.ofSeconds(9));
        return new WantedToolServer(server, true, false);
    }

    private static ToolServer server(ToolServerAddress address) {
        return new ToolServer(WEB, address, Set.of(), List.of(), Duration.ofSeconds(9));
    }

    private static ToolServerAddress http(String url, Map<String, String> headers) {
        return new ToolServerAddress.Http(URI.create(url), headers);
    }

    private static ToolServerAddress program(String command, String... arguments) {
        return new ToolServerAddress.Process(command, List.of(arguments), Map.of(), Optional.empty());
    }

    private static Json headers(Json.Obj server) {
        return server.get("headers").orElseThrow();
    }

    private static void fails(String code, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        AgentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
