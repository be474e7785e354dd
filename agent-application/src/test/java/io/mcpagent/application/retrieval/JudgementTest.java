package io.mcpagent.application.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.retrieval.Evidence.Judgement;
import io.mcpagent.application.retrieval.Evidence.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JudgementTest {
    @Test
    void ofSentencesThatDifferInCaseAndPunctuationAloneTheBestIsKept() {
        assertThat(best("Owls hunt ‘mice’.", "OWLS hunt (mice) …", "Owls hunt voles."))
                .containsExactly("Owls hunt ‘mice’.", "Owls hunt voles.");
    }

    @Test
    void sentencesAboutOtherSignsAreOthers() {
        assertThat(best("It is \"$@\".", "It is \"$*\".", "It is \"$@\" ...."))
                .containsExactly("It is \"$@\".", "It is \"$*\".");
    }

    private static List<String> best(String... texts) {
        var sentences = Stream.of(texts)
                .map(text -> new Sentence(0, 0, text.length(), "", Optional.empty(), text, 1, 1, Set.of()))
                .toList();
        return new Judgement(sentences, Map.of())
                .best().stream().map(Sentence::text).toList();
    }
}
