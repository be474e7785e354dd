package io.mcpagent.adapter.mcp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    private static final URI METADATA = URI.create("https://a.example/.well-known/oauth-protected-resource?x=1,2");

    private static Challenge of(String... headers) {
        return Challenge.of(List.of(headers));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer resource_metadata=\"https://a.example/.well-known/oauth-protected-resource?x=1,2\", scope=\"a b\"",
                "bearer scope=\"a b\",resource_metadata=\"https://a.example/.well-known/oauth-protected-resource?x=1,2\"",
                "BEARER  RESOURCE_METADATA = \"https://a.example/.well-known/oauth-protected-resource?x=1,2\" , Scope = \"a b\"",
                "Basic realm=\"Bearer scope=\\\"no\\\"\", Bearer realm=\"x, y\", scope=\"a b\", resource_metadata=\"https://a.example/.well-known/oauth-protected-resource?x=1,2\"",
                "Bearer realm=\"\\\"quoted\\\" \\\\ and, more\", resource_metadata=\"https://a.example/.well-known/oauth-protected-resource?x=1,2\", scope=\"a  b\"",
                "Bearer error_description=\"nicht möglich 漢字\", resource_metadata=\"https://a.example/.well-known/oauth-protected-resource?x=1,2\", scope=\"a b\"",
            })
    void isReadHoweverItIsWritten(String header) {
        assertThat(of(header).metadata()).contains(METADATA);
        assertThat(of(header).scopes()).containsExactly("a", "b");
    }

    @Test
    void isReadWithoutQuotesToo() {
        assertThat(of("Bearer resource_metadata=https://a.example/x, error=insufficient_scope")
                        .metadata())
                .contains(URI.create("https://a.example/x"));
        assertThat(of("Bearer error=insufficient_scope").isForScopes()).isTrue();
    }

    @Test
    void ofSeveralHeadersTheOneThatNamesMetadataCounts() {
        var challenge = of(
                "Negotiate", "Bearer scope=\"no\"", "Bearer scope=\"yes\", resource_metadata=\"https://a.example/x\"");

        assertThat(challenge.scopes()).containsExactly("yes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",,,",
                "Bearer",
                "Basic realm=\"x\"",
                "Bearer scope=\"unterminated",
                "Bearer ======",
                "Bearer \"quoted\"",
                "Bearer resource_metadata=\"http://10.0.0.1/x\"",
                "Bearer resource_metadata=\"file:///etc/passwd\"",
                "Bearer resource_metadata=\"https://u:p@a.example/\"",
                "Bearer resource_metadata=\"https://a.example/#x\"",
                "Bearer resource_metadata=\"\\u0000\"",
            })
    void whatCanNotBeReadOrUsedIsNone(String header) {
        assertThat(of(header)).isEqualTo(Challenge.NONE);
    }

    @Test
    void isBounded() {
        assertThat(of("Bearer scope=\"" + "a ".repeat(10_000) + "\"")).isEqualTo(Challenge.NONE);
        var many = new StringBuilder("Bearer scope=\"");
        for (var i = 0; i < 1_000; i++) many.append(i).append(' ');
        assertThat(of(many.append('"').toString()).scopes()).hasSize(100);
    }
}
