package io.mcpagent.adapter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/** Lines of a person at a terminal: edited, remembered, and of several lines where each but the last ends with a backslash. */
final class TerminalInput implements ChatInput {
    private static final String PROMPT = "> ";

    private final Terminal terminal;
    private final LineReader reader;

    private TerminalInput(Terminal terminal, Optional<Path> history) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new Lines())
                .completer(new StringsCompleter(ChatLoop.COMMANDS))
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "  ")
                // Questions are full of them.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        history.ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
    }

    static TerminalInput open(Optional<Path> history) {
        try {
            return of(TerminalBuilder.builder().system(true).nativeSignals(true).build(), history);
        } catch (IOException failed) {
            throw new UncheckedIOException("the terminal can't be used", failed);
        }
    }

    static TerminalInput of(Terminal terminal, Optional<Path> history) {
        return new TerminalInput(terminal, history);
    }

    @Override
    public Optional<String> next() {
        while (true) {
            try {
                return Optional.of(reader.readLine(PROMPT).replace("\\\n", "\n"));
            } catch (UserInterruptException dropped) {
                // As in a shell: what was typed so far is thrown away, and the next line read.
            } catch (EndOfFileException ended) {
                return Optional.empty();
            }
        }
    }

    @Override
    public void during(Runnable body, Runnable onInterrupt) {
        var before = terminal.handle(Signal.INT, signal -> onInterrupt.run());
        try {
            body.run();
        } finally {
            terminal.handle(Signal.INT, before);
        }
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("the terminal can't be given back", failed);
        }
    }

    /** A whole line is one word: nothing in a question is syntax but the backslash at its end. */
    private static final class Lines implements Parser {
        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            if (context == ParseContext.ACCEPT_LINE && line.endsWith("\\"))
                throw new EOFError(-1, cursor, "the line goes on");
            return new Line(line, cursor);
        }
    }

    private record Line(String line, int cursor) implements CompletingParsedLine {
        @Override
        public String word() {
            return line;
        }

        @Override
        public int wordCursor() {
            return cursor;
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return cursor;
        }

        @Override
        public int rawWordLength() {
            return line.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(line);
        }
    }
}
