package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest extends CliTest {
    private static final Terminal COLORED = new Terminal(true, true, false, true, 80);

    /** Sets a title, clears the screen by the one-byte introducer, turns the reading order, rings, moves back. */
    private static final String ABUSE = "\u001b]0;owned\u0007 \u009b2J \u202Egpj \u2066 \r \b \u007f \u2028";

    private static final List<String> DANGEROUS =
            List.of("\u001b", "\u0007", "\u009b", "\u202E", "\u2066", "\r", "\b", "\u007f", "\u2028");

    @ParameterizedTest
    @ValueSource(strings = {"ask", "search", "documents", "ingest"})
    void noForeignTextReachesTheTerminalAsACommand(String command) {
        file("guide" + ABUSE + ".md", "The battery " + ABUSE + " lasts nine hours.");
        file("bad" + ABUSE + ".corrupt", "x");

        for (var terminal : List.of(Terminal.NONE, new Terminal(true, false, false, false, 80))) {
            var printed = switch (command) {
                case "ask" -> run(terminal, "ask", "--docs", DOCS.toString(), "battery");
                case "search" -> {
                    run("ingest", DOCS.toString());
                    yield run(terminal, "search", "battery");
                }
                case "documents" -> {
                    run("ingest", DOCS.toString());
                    yield run(terminal, "documents", "list");
                }
                default -> run(terminal, "ingest", DOCS.toString(), "--debug");
            };

            assertThat(printed.out()).isNotEmpty().doesNotContain(DANGEROUS);
            assertThat(printed.err()).doesNotContain(DANGEROUS);
        }
    }

    @Test
    void jsonShowsNoSuchCharacterAndMeansTheSame() {
        file("guide.md", "The battery " + ABUSE + " lasts nine hours.");
        run("ingest", DOCS.toString());

        var printed = run("search", "--json", "battery");

        assertThat(printed.out()).doesNotContain(DANGEROUS);
        assertThat(printed.outJson().getFirst().get("text").asText()).contains("\u202Egpj \u2066");
    }

    @Test
    void anUnknownOptionOfAbuseIsShownSafely() {
        assertThat(run("ask", "--" + ABUSE).err()).doesNotContain(DANGEROUS);
    }

    @Test
    void aNameHidesNothing() {
        file("pay\u200B\u200E\u061C\uFEFF\uDB40\uDC41roll.md", "The battery lasts ni\u200Dne hours.");

        var printed = run("ask", "--docs", DOCS.toString(), "battery");

        assertThat(printed.out()).contains("pay\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDroll.md", "ni\u200Dne");
        assertThat(run("documents", "list").out()).contains("pay\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDroll.md");
    }

    @Test
    void coloursAreForTerminalsAlone() {
        file("guide.md", "The battery lasts nine hours.");

        assertThat(run("ask", "--docs", DOCS.toString(), "battery").out()).doesNotContain("\u001b");
        assertThat(run(COLORED, "ask", "battery").out()).contains("\u001b[1mSources\u001b[0m\n");
        assertThat(run(
                                Terminal.of(true, true, Map.of("TERM", "xterm", "NO_COLOR", "1", "COLUMNS", "80")),
                                "ask",
                                "battery")
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void markupInADocumentIsText() {
        file("guide.md", "The battery @|bold,red lasts|@ nine hours.");

        assertThat(run(COLORED, "ask", "--docs", DOCS.toString(), "battery").out())
                .contains("@|bold,red lasts|@");
    }

    @Test
    void linesFitTheTerminalAndAreWholeInAPipe() {
        file("guide.md", "The battery lasts nine hours when the display is dimmed and the radio is off. ".repeat(3));
        run("ingest", DOCS.toString());

        var onTerminal = run(new Terminal(true, true, true, false, 80), "ask", "battery");

        assertThat(onTerminal.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(run("ask", "battery").out().lines().findFirst().orElseThrow())
                .hasSizeGreaterThan(200);
    }

    @Test
    void wrapsBetweenWordsAndLeavesALongWordWhole() {
        assertThat(TerminalText.wrapped("a bc def ghijklmnop q\n\nr", 6))
                .containsExactly("a bc", "def", "ghijklmnop", "q", "", "r");
    }

    @Test
    void foldsALongLineAndIndentsWhatFollows() {
        assertThat(TerminalText.folded("  failed a: it is damaged", 16))
                .containsExactly("  failed a: it", "    is damaged");
        assertThat(TerminalText.folded("  failed a: it is damaged", 80)).containsExactly("  failed a: it is damaged");
    }

    @Test
    void aProgressBarIsDrawnOnATerminalAndTakenAway() {
        file("guide.md", "The battery lasts nine hours.");

        var printed = run(COLORED, "ingest", DOCS.toString());

        assertThat(printed.err()).contains("docs").contains("chunks/s").endsWith("\r\u001b[K");
        assertThat(run(Terminal.NONE, "ingest", DOCS.toString()).err()).isEmpty();
    }
}
