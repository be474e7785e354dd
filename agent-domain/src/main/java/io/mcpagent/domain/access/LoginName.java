package io.mcpagent.domain.access;

import java.util.Locale;
import java.util.regex.Pattern;

/** By what a user signs in: of the form of an e-mail address, in lower case. */
public record LoginName(String value) {
    private static final int LONGEST = 254;
    private static final Pattern WRITTEN =
            Pattern.compile("[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9]([a-z0-9.-]{0,187}[a-z0-9])?");

    public LoginName {
        value = value.toLowerCase(Locale.ROOT);
        if (value.length() > LONGEST || !WRITTEN.matcher(value).matches())
            throw new IllegalArgumentException("has to be of the form of an e-mail address, such as ada@example.org");
    }
}
