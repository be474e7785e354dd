package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Role;
import io.mcpagent.testkit.tool.ScriptedToolServerSignIns;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolSignInRoutesTest extends SignedInTest {
    private static final String ALL = "/api/v1/tool-servers";
    private static final String SIGN_IN = ALL + "/web/sign-in";
    private static final String BACK = "http://127.0.0.1:1/callback";

    private String bob = "";
    private String eve = "";

    @BeforeEach
    void addServersAndUsers() {
        post(ALL, "{\"name\": \"web\", \"url\": \"https://tools.example/mcp\"}");
        post(ALL, "{\"name\": \"files\", \"command\": \"npx\"}");
        user("ada", Role.ADMIN);
        user("bob", Role.MEMBER);
        user("eve", Role.ADMIN);
        bob = login("bob").path("access_token").asText();
        eve = login("eve").path("access_token").asText();
    }

    @Test
    void aUserWhoMayNotManageToolsSignsInAndOut() {
        var signedIn =
                finish(bob, ScriptedToolServerSignIns.sentBack(begin(bob)).toString());

        assertThat(json(signedIn).path("tool_server").asText()).isEqualTo("web");
        assertThat(as(bob, "DELETE", SIGN_IN, "").statusCode()).isEqualTo(204);
    }

    @Test
    void whatOneBeganNobodyElseFinishesAndNobodyTwice() {
        var stolen = ScriptedToolServerSignIns.comeBack(begin(bob));
        problem(finish(eve, stolen), 422, "tool_server_sign_in_unknown");

        assertThat(finish(bob, stolen).statusCode()).isEqualTo(200);
        problem(finish(bob, stolen), 422, "tool_server_sign_in_unknown");
    }

    @Test
    void nobodyIsSignedInWithoutBeingKnown() {
        var answer = ScriptedToolServerSignIns.comeBack(begin(bob));

        problem(post(SIGN_IN, back(BACK)), 401, "authentication_required");
        problem(
                post(ALL + "/sign-in/finish", "{\"answer\": \"%s\"}".formatted(answer)),
                401,
                "authentication_required");
        problem(send(request(SIGN_IN).DELETE()), 401, "authentication_required");
        assertThat(finish(bob, answer).statusCode()).isEqualTo(200);
    }

    @Test
    void whatCantBeSignedInWithIsTold() {
        problem(as(bob, "POST", SIGN_IN, back("http://here.example/callback")), 422, "tool_server_sign_in_impossible");
        problem(as(bob, "POST", SIGN_IN, back("no url")), 422, "tool_server_sign_in_impossible");
        problem(as(bob, "POST", SIGN_IN, "{}"), 400, "fields_invalid");
        problem(as(bob, "POST", ALL + "/files/sign-in", back(BACK)), 422, "tool_server_sign_in_unneeded");
        problem(as(bob, "POST", ALL + "/none/sign-in", back(BACK)), 404, "tool_server_not_found");
        problem(finish(bob, "error=access_denied"), 422, "tool_server_sign_in_refused");
        assertThat(as(bob, "DELETE", ALL + "/none/sign-in", "").statusCode()).isEqualTo(204);
    }

    private URI begin(String token) {
        var begun = as(token, "POST", SIGN_IN, back(BACK));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        return URI.create(json(begun).path("url").asText());
    }

    private HttpResponse<String> finish(String token, String answer) {
        return as(token, "POST", ALL + "/sign-in/finish", "{\"answer\": \"%s\"}".formatted(answer));
    }

    private static String back(String uri) {
        return "{\"redirect_uri\": \"%s\"}".formatted(uri);
    }
}
