package io.mcpagent.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on which the API is tried. */
class DocsPageTest extends RestTest {
    private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    @Test
    void whateverThePageNamesIsServedFromHere() {
        var page = get("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");

        var named = NAMED.matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(named).contains("/openapi.json", "/docs/docs.js", "/docs/swagger-ui-bundle.js");
        assertThat(named).allSatisfy(path -> {
            assertThat(path).startsWith("/");
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        });
        assertThat(get("/docs/docs.js").body()).contains("\"/openapi.json\"").doesNotContain("://");
        assertThat(get("/docs/swagger-ui-bundle.js").body()).hasSizeGreaterThan(500_000);
    }

    @Test
    void theBrowserIsToldToTakeNothingFromElsewhere() {
        for (var path : List.of("/docs", "/docs/docs.js")) {
            assertThat(get(path).headers().allValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .startsWith("default-src 'none'; script-src 'self';")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http", "*");
            assertThat(get(path).headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
        assertThat(get("/health/live").headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void nothingElseOfTheLibraryIsServed() {
        for (var path :
                List.of("/docs/index.html", "/docs/..%2f..%2fMANIFEST.MF", "/docs/swagger-ui.js.map", "/docs/x"))
            problem(get(path), 404, "route_not_found");
    }
}
