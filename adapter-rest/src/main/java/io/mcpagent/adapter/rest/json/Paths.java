package io.mcpagent.adapter.rest.json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Parts of paths. */
public final class Paths {
    private Paths() {}

    /** A name as one segment. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
