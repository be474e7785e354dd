package io.mcpagent.adapter.rest.openapi;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A page on which people read the API and try it: Swagger UI over our own description. All of it comes from this server,
 * and the browser is told to take nothing from elsewhere, nor to run what stands in the page itself.
 */
public final class DocsPage {
    private static final String PATH = "/docs";
    private static final String OURS = "/io/mcpagent/adapter/rest/openapi/";
    /** Icons that its style sheet holds are data: URLs; a style attribute that a script sets is no style of the page. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private DocsPage() {}

    private record Asset(String path, String resource, String mediaType) {}

    public static void mount(JavalinConfig config) {
        for (var asset : assets()) {
            config.routes.get(asset.path(), context -> serve(context, asset));
            config.routes.head(asset.path(), context -> serve(context, asset));
        }
    }

    private static List<Asset> assets() {
        var library = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
        return List.of(
                new Asset(PATH, OURS + "docs.html", "text/html; charset=utf-8"),
                new Asset(PATH + "/docs.js", OURS + "docs.js", "text/javascript; charset=utf-8"),
                asset(library, "swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
                asset(library, "swagger-ui.css", "text/css; charset=utf-8"),
                asset(library, "favicon-32x32.png", "image/png"));
    }

    private static Asset asset(String folder, String name, String mediaType) {
        return new Asset(PATH + "/" + name, folder + name, mediaType);
    }

    /** Of the library, whose files lie in a folder of that name. */
    private static String version() {
        try (var properties = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            var read = new Properties();
            read.load(properties);
            return read.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(Context context, Asset asset) {
        context.header("Content-Security-Policy", POLICY)
                .contentType(asset.mediaType())
                .result(open(asset.resource()));
    }

    private static InputStream open(String resource) {
        return Optional.ofNullable(DocsPage.class.getResourceAsStream(resource))
                .orElseThrow(() -> new IllegalStateException(resource + " is not on the class path"));
    }
}
