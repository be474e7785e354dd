package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.IngestionProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How much of the files is through, chunks a second and the time left, on a terminal; nothing elsewhere, and nothing when there is nothing to do. */
final class IngestionBar implements Consumer<IngestionProgress>, AutoCloseable {
    private static final String CLEAR_LINE = "\r\033[K";
    private static final int REFRESH_MILLIS = 200;
    private static final long KIBIBYTE = 1024;
    private static final int LONGEST_NAME = 20;

    private final Output output;
    private final String name;
    private final long begin = System.nanoTime();
    private Optional<ProgressBar> bar = Optional.empty();

    private IngestionBar(Output output, String name) {
        this.output = output;
        this.name = name;
    }

    static IngestionBar on(Output output, Path root) {
        var last = Optional.ofNullable(root.getFileName()).map(Path::toString).orElse("/");
        var name = TerminalText.name(last);
        return new IngestionBar(
                output, name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name);
    }

    @Override
    public void accept(IngestionProgress progress) {
        if (output.progressWidth() == 0) return;
        if (bar.isEmpty()) bar = Optional.of(opened(progress.bytes()));
        var seconds = Math.max(1, Duration.ofNanos(System.nanoTime() - begin).toMillis()) / 1000.0;
        bar.get().maxHint(progress.bytes());
        bar.get().stepTo(progress.bytesDone());
        bar.get()
                .setExtraMessage(String.format(
                        Locale.ROOT,
                        " %d/%d files, %.1f chunks/s",
                        progress.done(),
                        progress.total(),
                        progress.chunks() / seconds));
    }

    private ProgressBar opened(long bytes) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(bytes)
                .setUnit(" KiB", KIBIBYTE)
                .setStyle(output.isColored() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, output.progressWidth() - 1))
                .build();
    }

    private void draw(String line) {
        output.err().print(CLEAR_LINE + line);
        output.err().flush();
    }

    /** Takes the bar away for good, so that lines can follow. */
    void clear() {
        if (bar.isEmpty()) return;
        bar.get().close();
        draw("");
    }

    @Override
    public void close() {
        clear();
    }
}
