package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalInputTest {
    private static final String UP = "\u001b[A";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    @TempDir
    private Path folder;

    @Test
    void readsLineAfterLineUntilThereAreNoMore() throws IOException {
        assertThat(typed("What do bees make?\r!and !wax? \"so\"\r"))
                .containsExactly("What do bees make?", "!and !wax? \"so\"");
    }

    @Test
    void aLineThatEndsWithABackslashGoesOn() throws IOException {
        assertThat(typed("What do\\\rbees make?\r")).containsExactly("What do\nbees make?");
    }

    @Test
    void whatWasTypedBeforeIsThereAgainAlsoInTheNextChat() throws IOException {
        typed("What do bees make?\r");
        assertThat(Files.readString(folder.resolve("history"))).contains("What do bees make?");
        assertThat(typed(UP + "\r")).containsExactly("What do bees make?");
    }

    /** A person types when the prompt is there; else keys from before Ctrl-C are still waiting behind it. */
    @Test
    void ctrlCThrowsTheLineAwayAndEndsNothing() throws IOException {
        var screen = new Screen();
        var keys = new SequenceInputStream(Collections.enumeration(List.of(
                screen.whenShown("> ", bytes("Never ask")),
                screen.whenShown("> .*ask", bytes(CTRL_C)),
                screen.whenShown("> .*ask.*> ", bytes("Ask this.\r" + CTRL_D)))));
        var terminal = new ExternalTerminal("test", "ansi", keys, screen, StandardCharsets.UTF_8);

        assertThat(lines(terminal)).containsExactly("Ask this.");
    }

    @Test
    void ctrlCDuringAnAnswerCallsOffTheAnswer() throws IOException {
        var calledOff = new ArrayList<String>();
        try (var terminal = terminal("");
                var input = TerminalInput.of(terminal, Optional.of(folder.resolve("history")))) {
            input.during(() -> terminal.raise(Terminal.Signal.INT), () -> calledOff.add("the answer"));
        }
        assertThat(calledOff).containsExactly("the answer");
    }

    private List<String> typed(String keys) throws IOException {
        return lines(terminal(keys));
    }

    private List<String> lines(Terminal terminal) {
        var lines = new ArrayList<String>();
        try (var input = TerminalInput.of(terminal, Optional.of(folder.resolve("history")))) {
            for (var line = input.next(); line.isPresent(); line = input.next()) lines.add(line.get());
        }
        return lines;
    }

    private static Terminal terminal(String keys) throws IOException {
        return new ExternalTerminal(
                "test", "ansi", bytes(keys + CTRL_D), new ByteArrayOutputStream(), StandardCharsets.UTF_8);
    }

    private static InputStream bytes(String keys) {
        return new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
    }

    /** What a person sees, who types on when it is there. */
    private static final class Screen extends OutputStream {
        private static final Pattern COMMANDS = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

        private final Lock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

        @Override
        public void write(int next) {
            lock.lock();
            try {
                shown.write(next);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        InputStream whenShown(String pattern, InputStream keys) {
            var awaited = Pattern.compile(pattern, Pattern.DOTALL);
            return new FilterInputStream(keys) {
                @Override
                public int read() throws IOException {
                    await(awaited);
                    return super.read();
                }

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    await(awaited);
                    return super.read(into, from, length);
                }
            };
        }

        private void await(Pattern awaited) {
            lock.lock();
            try {
                while (!awaited.matcher(text()).find()) changed.awaitUninterruptibly();
            } finally {
                lock.unlock();
            }
        }

        private String text() {
            return COMMANDS.matcher(shown.toString(StandardCharsets.UTF_8)).replaceAll("");
        }
    }
}
