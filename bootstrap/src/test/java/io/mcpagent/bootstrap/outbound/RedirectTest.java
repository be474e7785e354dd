package io.mcpagent.bootstrap.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.InvalidRequest;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private static final Request START = new Request.Builder()
            .url("https://one.test/a/b")
            .header("Authorization", "secret")
            .build();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "c,                      https://one.test/a/c,  secret",
        "/c,                     https://one.test/c,    secret",
        "//two.test/c,           https://two.test/c,    ",
        "https://one.test:8443/, https://one.test:8443/, ",
        "https://a.one.test/,    https://a.one.test/,   ",
    })
    void leadsToAnotherPlace(String location, String url, String credentials) {
        assertThat(Redirect.after(START, response(302, location))).hasValueSatisfying(next -> {
            assertThat(next.url()).hasToString(url);
            assertThat(next.header("Authorization")).isEqualTo(credentials);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://one.test/", "http://two.test/", "HTTP://one.test/"})
    void neverFromHttpsToHttp(String location) {
        assertThatThrownBy(() -> Redirect.after(START, response(302, location)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("from https to http");
    }

    @Test
    void otherAnswersLeadNowhere() {
        assertThat(Redirect.after(START, response(200, "/c"))).isEmpty();
        assertThat(Redirect.after(START, response(304, "/c"))).isEmpty();
    }

    private static Response response(int code, String location) {
        return new Response.Builder()
                .request(START)
                .protocol(Protocol.HTTP_1_1)
                .code(code)
                .message("")
                .header("Location", location)
                .build();
    }
}
