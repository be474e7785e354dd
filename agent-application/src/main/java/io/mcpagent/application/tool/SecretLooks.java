package io.mcpagent.application.tool;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells which parts of a tool server's address are secrets. Values of variables and headers are, but for a few names that
 * everybody has in the open; arguments and URLs are where they look like one.
 */
final class SecretLooks {
    /** What is shown in a secret's place. */
    static final String MASK = "********";

    private static final int LONGEST_OPEN = 1_000;

    private static final Set<String> OPEN_VARIABLES = Set.of(
            "NODE_ENV",
            "PATH",
            "HOME",
            "LANG",
            "LC_ALL",
            "TZ",
            "TERM",
            "TMPDIR",
            "PYTHONUNBUFFERED",
            "PYTHONIOENCODING",
            "NO_COLOR",
            "FORCE_COLOR",
            "LOG_LEVEL",
            "DEBUG");
    private static final Set<String> OPEN_HEADERS =
            Set.of("accept-language", "user-agent", "x-mcp-readonly", "x-mcp-toolsets");

    private static final String SECRET_WORD =
            "(?:token|key|secret|passw|pwd|auth|credential|cookie|bearer|signature|\\bsig\\b|\\bpat\\b|_pat\\b|-pat\\b)";
    private static final Pattern NAMED =
            Pattern.compile("(?is)([\\w.:-]*" + SECRET_WORD + "[\\w.-]*\\s*[=:]\\s*)(?!//).+");
    private static final Pattern OPTION = Pattern.compile("(?i)--?[\\w-]*" + SECRET_WORD + "[\\w-]*");
    private static final Pattern USER = Pattern.compile("(?s)([a-zA-Z][\\w+.-]*://)[^/?#@\\s]+@(.*)");
    private static final Pattern URL = Pattern.compile("(?s)([a-zA-Z][\\w+.-]*://[^/?#]*)(/[^?#]*)?(\\?[^#]*)?(#.*)?");
    private static final Pattern KNOWN = Pattern.compile(
            "(?:sk|pk|rk)[-_][\\w-]{16,}|gh[pousr]_\\w{16,}|github_pat_\\w{16,}|glpat-[\\w-]{16,}|xox[a-z]-[\\w-]{10,}|AKIA\\w{12,}|eyJ[\\w.-]{16,}|AIza[\\w-]{20,}|npm_\\w{20,}|hf_\\w{20,}|mcpa_\\S+");
    private static final Pattern RANDOM = Pattern.compile(
            "(?=[^A-Z]*[A-Z])(?=[^a-z]*[a-z])(?=[^0-9]*[0-9])[A-Za-z0-9_+=-]{20,}|(?=[^0-9]*[0-9])(?=[^a-fA-F]*[a-fA-F])[0-9a-fA-F]{24,}");

    private SecretLooks() {}

    /** What is shown of a variable's value; empty where that may be read. */
    static Optional<String> variable(String name, String value) {
        return OPEN_VARIABLES.contains(name) ? argument(value, "") : Optional.of(MASK);
    }

    static Optional<String> header(String name, String value) {
        return OPEN_HEADERS.contains(name.toLowerCase(Locale.ROOT)) ? argument(value, "") : Optional.of(MASK);
    }

    /**
     * What is shown of an argument; empty where that may be read. One that is very long is read by nobody.
     *
     * @param before the argument that it follows, as {@code --token} before what it says
     */
    static Optional<String> argument(String value, String before) {
        if (value.length() > LONGEST_OPEN) return Optional.of(MASK);
        if (OPTION.matcher(before).matches() && !value.startsWith("-")) return Optional.of(MASK);
        var named = NAMED.matcher(value);
        if (named.matches()) return Optional.of(named.group(1) + MASK);
        if (isToken(value)) return Optional.of(MASK);
        return value.contains("://") ? url(value) : Optional.empty();
    }

    static Optional<String> url(String value) {
        if (value.length() > LONGEST_OPEN) return Optional.of(MASK);
        var user = USER.matcher(value);
        if (user.matches())
            return Optional.of(user.group(1) + MASK + "@" + url(user.group(2)).orElse(user.group(2)));
        var url = URL.matcher(value);
        if (!url.matches()) return Optional.empty();
        var path = Optional.ofNullable(url.group(2)).orElse("");
        var query = Optional.ofNullable(url.group(3)).orElse("");
        for (var segment : path.split("/", -1)) {
            if (isToken(segment)) return Optional.of(url.group(1) + "/" + MASK);
        }
        for (var parameter : query.split("[?&]", -1)) {
            var hidden = NAMED.matcher(parameter).matches() || isToken(parameter.replaceFirst("^[^=]*=", ""));
            if (hidden) return Optional.of(url.group(1) + path + "?" + MASK);
        }
        return Optional.empty();
    }

    private static boolean isToken(String text) {
        return KNOWN.matcher(text).matches() || RANDOM.matcher(text).matches();
    }
}
