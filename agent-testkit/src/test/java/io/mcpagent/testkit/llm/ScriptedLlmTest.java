package io.mcpagent.testkit.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.LlmPort;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ScriptedLlmTest implements LlmPortContract {
    @Override
    public LlmPort llm() {
        return ScriptedLlm.answering(request -> "You asked: " + request.question());
    }

    @Test
    void followsItsScriptAndRemembersWhatItWasAsked() {
        var failure = new UpstreamFailure("model_overloaded", "The model has too much to do. Try again.", true);
        var llm = ScriptedLlm.silent().thenSays("Paris [1].").thenFails("Par", failure);
        var deltas = new ArrayList<String>();

        assertThat(llm.generate(request(), delta -> deltas.add(delta.text())).text())
                .isEqualTo("Paris [1].");
        assertThatThrownBy(() -> llm.generate(request(), delta -> deltas.add(delta.text())))
                .isSameAs(failure);

        assertThat(deltas).containsExactly("Paris ", "[1].", "Par");
        assertThat(llm.requests()).containsExactly(request(), request());
    }

    @Test
    void failsTheTestWhenItsScriptIsAtAnEnd() {
        assertThatThrownBy(() -> ScriptedLlm.silent().generate(request(), delta -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(request().question());
    }

    @Test
    void anInterruptEndsTheCall() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> llm().generate(request(), delta -> {})).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
