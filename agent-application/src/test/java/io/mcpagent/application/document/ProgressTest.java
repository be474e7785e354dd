package io.mcpagent.application.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.document.IngestionRun.Expected;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void aLargeFileIsThroughByAndBy() {
        var told = new ArrayList<IngestionProgress>();
        var progress = new Progress(new Expected(2, 110), told::add);

        var large = progress.part(100);
        large.chunks(16, 32);
        progress.part(10).done();
        large.chunks(16, 32);
        large.done();

        assertThat(told)
                .containsExactly(
                        new IngestionProgress(0, 2, 16, 50, 110),
                        new IngestionProgress(1, 2, 16, 60, 110),
                        new IngestionProgress(1, 2, 32, 110, 110),
                        new IngestionProgress(2, 2, 32, 110, 110));
    }
}
