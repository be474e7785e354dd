package io.mcpagent.application.retrieval;

import java.time.Duration;
import java.util.List;

/** How a ranking came about, stage by stage. It shows what the caller may read and no statistics of the rest. */
public record Explanation(List<Stage> stages) {
    public Explanation {
        stages = List.copyOf(stages);
    }

    /**
     * One stage.
     *
     * @param name {@code embed}, {@code vector}, {@code keyword} or {@code fuse}
     * @param took wall time; stages may overlap
     * @param candidates how many came out of the stage
     * @param top the first of them
     */
    public record Stage(String name, Duration took, int candidates, List<RankedChunk> top) {
        public Stage {
            top = List.copyOf(top);
        }
    }
}
