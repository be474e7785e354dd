package io.mcpagent.bootstrap.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.mcpagent.bootstrap.settings.LoggingSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;

/**
 * Logback's configuration in code, which takes a tenth of the time that its XML takes. Logback finds it as a service when
 * the first logger is asked for; in a process of somebody else's, which embeds the platform, it leaves theirs alone, and is quiet where there is none.
 */
public final class StderrLogs extends ContextAwareBase implements Configurator {
    private static final AtomicReference<Optional<LoggingSettings>> CHOSEN = new AtomicReference<>(Optional.empty());
    /** In a process that says nothing about logging: warnings alone, and not among what it prints itself. */
    private static final LoggingSettings QUIET =
            new LoggingSettings(LoggingSettings.Format.CONSOLE, LoggingSettings.Level.WARN);

    private static final List<String> FILES = List.of("logback-test.xml", "logback.xml");
    private static final String OWN = "io.mcpagent";
    /** Whoever is named in a message may have chosen the name, to steer the terminal that it is read on. */
    private static final String WITHOUT_CONTROLS = "{'[\0-\b\u000B-\u001F\u007F-\u009F\u2028\u2029]', '?'}";

    private static final String PATTERN = "%date{ISO8601} %-5level %logger{0}: %replace(%message)" + WITHOUT_CONTROLS
            + "%replace( {%mdc}){' \\{\\}', ''}%n%replace(%ex)" + WITHOUT_CONTROLS;

    /** For the whole process; has to come before the first logger. */
    public static void use(LoggingSettings settings) {
        CHOSEN.set(Optional.of(settings));
    }

    @Override
    public ExecutionStatus configure(LoggerContext logback) {
        if (CHOSEN.get().isEmpty() && isConfiguredOtherwise()) return ExecutionStatus.NEUTRAL;
        var chosen = CHOSEN.get().orElse(QUIET);
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(logback);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(logback, chosen.format()));
        appender.start();
        var root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        // What libraries tell below a warning may hold text of documents.
        root.setLevel(Level.WARN);
        // Whatever a PDF has wrong is one warning a page; what matters of it is the document's own reason.
        logback.getLogger("org.apache.pdfbox").setLevel(Level.OFF);
        logback.getLogger("org.apache.fontbox").setLevel(Level.OFF);
        logback.getLogger(OWN).setLevel(Level.toLevel(chosen.level().name()));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean isConfiguredOtherwise() {
        var loader = Thread.currentThread().getContextClassLoader();
        return System.getProperty("logback.configurationFile") != null
                || FILES.stream().anyMatch(file -> loader.getResource(file) != null);
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext logback, LoggingSettings.Format format) {
        var encoder = switch (format) {
            case JSON -> json();
            case CONSOLE -> console();
        };
        encoder.setContext(logback);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json() {
        var encoder = new JsonEncoder();
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        return encoder;
    }

    private static Encoder<ILoggingEvent> console() {
        var encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        return encoder;
    }
}
