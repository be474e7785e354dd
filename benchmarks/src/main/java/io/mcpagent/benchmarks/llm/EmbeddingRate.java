package io.mcpagent.benchmarks.llm;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chunks per second of this process's CPU time, all its threads counted: wall time would count the neighbours too. Uses
 * the JDK alone, as it runs on the peer's class path as well.
 */
public final class EmbeddingRate {
    static final String PREFIX = "chunks_per_cpu_second=";

    /** With the two special tokens: 256. */
    private static final int WORDS = 254;

    private static final int WARM_UP = 32;
    private static final int CHUNKS = 96;
    private static final double NANOS = 1e9;

    /** Each one token of the model's vocabulary. */
    private static final List<String> VOCABULARY =
            List.of(("the of and in to was he is as for on with that it his by at from her she you had an were but be"
                            + " this are not my they one which or have him me first all also their has up who out been"
                            + " when after there into new two its time would no what about said we over then other so"
                            + " more can if like back them only some could where just during before do made school"
                            + " through than now years most world may between down well three year while will later"
                            + " city under around did such being used state people part know against your many second")
                    .split(" "));

    private EmbeddingRate() {}

    /** Prints the rate of one call for all chunks, after a warm-up. */
    public static void print(Consumer<List<String>> embedAll) {
        var random = new SplittableRandom(42);
        embedAll.accept(chunks(random, WARM_UP));
        var chunks = chunks(random, CHUNKS);
        var before = cpuTime();
        embedAll.accept(chunks);
        System.out.println(PREFIX + CHUNKS * NANOS / (cpuTime() - before));
    }

    private static List<String> chunks(SplittableRandom random, int count) {
        return Stream.generate(() -> IntStream.range(0, WORDS)
                        .mapToObj(word -> VOCABULARY.get(random.nextInt(VOCABULARY.size())))
                        .collect(Collectors.joining(" ")))
                .limit(count)
                .toList();
    }

    private static long cpuTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
