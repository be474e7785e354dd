package io.mcpagent.bootstrap.telemetry;

import io.mcpagent.application.access.Denial;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log who was kept from doing what, and why, in one line whatever they sent. */
public final class DenialLog implements Consumer<Denial> {
    private static final Logger LOG = LoggerFactory.getLogger(DenialLog.class);
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

    @Override
    public void accept(Denial denial) {
        var resource = denial.resource()
                .map(id -> " on the %s %s".formatted(word(id.kind()).replace('_', ' '), id.id()))
                .orElse("");
        var who = denial.caller().user().value() + (denial.caller().scopes().isPresent() ? ", by an API key," : "");
        LOG.warn(
                "{}",
                CONTROL.matcher("%s was denied %s%s: %s"
                                .formatted(who, word(denial.action()), resource, denial.reason()))
                        .replaceAll("?"));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
