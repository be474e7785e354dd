package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void ctrlCThrowsTheLineAwayAndEndsNothing() throws IOException {
        assertThat(typed("Never ask" + CTRL_C + "Ask this.\r")).containsExactly("Ask this.");
    }

    @Test
    void ctrlCDuringAnAnswerCallsOffTheAnswer() throws IOException {
        var calledOff = new ArrayList<String>();
        try (var terminal = terminal("");
                var input = TerminalInput.of(terminal, folder.resolve("history"))) {
            input.during(() -> terminal.raise(Terminal.Signal.INT), () -> calledOff.add("the answer"));
        }
        assertThat(calledOff).containsExactly("the answer");
    }

    private List<String> typed(String keys) throws IOException {
        var lines = new ArrayList<String>();
        try (var input = TerminalInput.of(terminal(keys), folder.resolve("history"))) {
            for (var line = input.next(); line.isPresent(); line = input.next()) lines.add(line.get());
        }
        return lines;
    }

    private static Terminal terminal(String keys) throws IOException {
        var ended = new ByteArrayInputStream((keys + CTRL_D).getBytes(StandardCharsets.UTF_8));
        return new ExternalTerminal("test", "ansi", ended, new ByteArrayOutputStream(), StandardCharsets.UTF_8);
    }
}
