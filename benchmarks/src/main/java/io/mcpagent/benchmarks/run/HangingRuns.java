package io.mcpagent.benchmarks.run;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.tool.ToolEffect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs that are in the middle of a call that acts when their process is killed. The arguments: the model's port, the data
 * directory, and how many; prints a line when all hang.
 */
public final class HangingRuns {
    static final String ALL_HANG = "all hang";

    private HangingRuns() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var count = Integer.parseInt(args[2]);
        var toHang = new CountDownLatch(count);
        try (var platform = StorePlatform.open(Path.of(args[1]), args[0], ToolEffect.ACTS, part -> hang(toHang))) {
            for (var i = 0; i < count; i++) {
                platform.chat()
                        .begin(Caller.LOCAL_OWNER, StorePlatform.ask("Order the part M8, for the " + i + "th time."));
            }
            toHang.await();
            System.out.println(ALL_HANG);
            while (System.in.read() >= 0) {}
        }
    }

    private static String hang(CountDownLatch toHang) {
        toHang.countDown();
        try {
            new CountDownLatch(1).await();
            throw new IllegalStateException("nobody opens it");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "stopped";
        }
    }
}
