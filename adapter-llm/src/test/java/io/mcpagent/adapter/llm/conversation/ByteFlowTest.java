package io.mcpagent.adapter.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ByteFlowTest {
    private final AtomicInteger cancelled = new AtomicInteger();
    private final ByteFlow body = new ByteFlow();

    @Test
    void aBodyThatIsLeftIsCancelled() {
        subscribe();
        body.close();

        assertThat(cancelled).hasValue(1);
    }

    @Test
    void oneThatWasLeftBeforeItCameIsCancelled() {
        body.close();
        subscribe();

        assertThat(cancelled).hasValue(1);
    }

    @Test
    void oneThatHasEndedIsNot() throws Exception {
        subscribe();
        body.onComplete();

        assertThat(body.take(0)).isInstanceOf(ByteFlow.Part.End.class);
        body.close();
        assertThat(cancelled).hasValue(0);
    }

    @Test
    void oneThatBrokeIsNot() throws Exception {
        subscribe();
        body.onError(new IOException("reset"));

        assertThat(body.take(0)).isInstanceOf(ByteFlow.Part.Broken.class);
        body.close();
        assertThat(cancelled).hasValue(0);
    }

    private void subscribe() {
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long parts) {
                // They come when the test says so.
            }

            @Override
            public void cancel() {
                cancelled.incrementAndGet();
            }
        });
    }
}
