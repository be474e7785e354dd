package io.mcpagent.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.mcpagent.bootstrap.settings.LoggingSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StderrLogsTest {
    /** What is named there may have been chosen by a stranger. */
    @Test
    void noControlCharacterOfAMessageOrAFailureReachesTheTerminal() {
        var logged = logged("\u0000\u001b[31mred\u0007\r\u009b\u2028");

        assertThat(logged).contains("agent ??[31mred????", "IllegalStateException: of ??[31mred????", "\tat ");
        assertThat(logged.chars().filter(Character::isISOControl)).containsOnly((int) '\n', (int) '\t');
        assertThat(logged).containsOnlyOnce("StderrLogsTest.logged");
    }

    private static String logged(String name) {
        var usual = System.err;
        var caught = new ByteArrayOutputStream();
        var logback = new LoggerContext();
        logback.setMDCAdapter(new LogbackMDCAdapter());
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        StderrLogs.use(new LoggingSettings(LoggingSettings.Format.CONSOLE, LoggingSettings.Level.WARN));
        try {
            new StderrLogs().configure(logback);
            logback.getLogger("io.mcpagent").warn("agent {}", name, new IllegalStateException("of " + name));
        } finally {
            System.setErr(usual);
            logback.stop();
        }
        return caught.toString(StandardCharsets.UTF_8);
    }
}
