package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Answers to standard output, all else to standard error; what is foreign is made safe on the way. */
public final class Output {
    private final RememberingStream sink;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal;
    private final BooleanSupplier json;

    Output(CliStreams streams, BooleanSupplier json) {
        this.sink = new RememberingStream(streams.out());
        this.out = writer(sink);
        this.err = writer(new RememberingStream(streams.err()));
        this.terminal = streams.terminal();
        this.json = json;
    }

    private static PrintWriter writer(RememberingStream sink) {
        return new PrintWriter(new OutputStreamWriter(sink, StandardCharsets.UTF_8), false);
    }

    public boolean isJson() {
        return json.getAsBoolean();
    }

    /** Standard output as it is, for what speaks a language of its own there. */
    OutputStream raw() {
        return sink;
    }

    /** One line of an answer. */
    public void say(String line) {
        print(out, line, width());
    }

    /** Part of an answer that goes on, as it comes. */
    void sayPart(String text) {
        out.print(TerminalText.lines(text));
        out.flush();
    }

    /** Whether a person sits at both ends of the terminal. */
    boolean isInteractive() {
        return terminal.out() && !terminal.dumb() && !isJson() && Terminal.isInput();
    }

    public void say(Json.Obj object) {
        out.print(JsonLine.of(object) + "\n");
        out.flush();
    }

    /** The same with emphasis where colours are. */
    void sayBold(String line) {
        out.print(styled(Style.bold, TerminalText.line(line)) + "\n");
        out.flush();
    }

    void sayFaint(String line) {
        out.print(styled(Style.faint, TerminalText.line(line)) + "\n");
        out.flush();
    }

    /** A line for whoever watches; an object with the member {@code notice} where JSON is wanted. */
    public void note(String line) {
        if (isJson()) note(Json.object().with("notice", Json.of(line)));
        else print(err, TerminalText.name(line), terminal.err() ? terminal.columns() : Integer.MAX_VALUE);
    }

    /** An address for whoever watches, in one piece; an object with the member {@code url} where JSON is wanted. */
    public void note(URI url) {
        if (isJson()) note(Json.object().with("url", Json.of(url.toString())));
        else print(err, TerminalText.name(url.toString()), Integer.MAX_VALUE);
    }

    private static void print(PrintWriter to, String line, int width) {
        TerminalText.folded(TerminalText.line(line), width).forEach(part -> to.print(part + "\n"));
        to.flush();
    }

    public void note(Json.Obj object) {
        err.print(JsonLine.of(object) + "\n");
        err.flush();
    }

    private String styled(Style style, String text) {
        // Not style.off(): picocli ends bold with 21, by which many terminals begin a double underline.
        return ansi().enabled() ? style.on() + text + Style.reset.on() : text;
    }

    Ansi ansi() {
        return terminal.out() && terminal.color() ? Ansi.ON : Ansi.OFF;
    }

    /** Where text is broken; never in a pipe, whose reader may look for a sentence. */
    int width() {
        return terminal.out() ? terminal.columns() : Integer.MAX_VALUE;
    }

    int helpWidth() {
        return terminal.columns();
    }

    /** Whether somebody watches a progress bar: then its width, else 0. */
    int progressWidth() {
        return terminal.err() && !terminal.dumb() && !isJson() ? terminal.columns() : 0;
    }

    boolean isColored() {
        return terminal.color();
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    /** The exit code when all was written as it should. */
    int closed(int exitCode, FailureReport failures) {
        out.flush();
        err.flush();
        if (exitCode != ExitCode.DONE || sink.failure().isEmpty()) return exitCode;
        var failure = sink.failure().get();
        // A reader that has enough, such as head, is no failure.
        var readerLeft =
                String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
        return readerLeft ? exitCode : failures.tellOutputFailed(failure);
    }
}
