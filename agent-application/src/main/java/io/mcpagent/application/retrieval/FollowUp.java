package io.mcpagent.application.retrieval;

import io.mcpagent.application.retrieval.QuestionWords.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question in a conversation as one that can be searched for by itself, without a model. Pure.
 *
 * <p>One that leans on what was said before gets the topics of the nearest earlier question that has any, in
 * parentheses: "How is it calculated? (enterprise value)". The question itself stays as it was typed, so that a wrong
 * guess costs little, and people see what was guessed. Whole earlier questions are not taken along: that finds less than
 * the bare question (benchmarks/README.md, "Follow-up questions").
 */
public final class FollowUp {
    // Chosen on every other conversation of mtrag-fiqa (benchmarks/README.md, "Follow-up questions").
    static final int TOPICS = 3;
    static final int TOPIC_WORDS = 6;
    /** Content words with which a question stands alone, whatever else it has. */
    static final int ENOUGH = 12;

    private static final int LOOKED_BACK = 8;

    private final List<String> earlier;
    private final FollowUpWords words;

    private FollowUp(List<String> earlier, FollowUpWords words) {
        this.earlier = earlier;
        this.words = words;
    }

    /**
     * The question with what it leans on, or as it is when it stands alone, there is nothing to lean on, or the
     * conversation is in a language other than English and German.
     *
     * @param earlierQuestions as they were typed, the oldest first
     */
    public static String standalone(List<String> earlierQuestions, String question) {
        var near =
                earlierQuestions.subList(Math.max(0, earlierQuestions.size() - LOOKED_BACK), earlierQuestions.size());
        return FollowUpWords.of(
                        Stream.concat(near.stream(), Stream.of(question)).toList())
                .map(words -> new FollowUp(near, words).missing(question))
                .filter(topics -> !topics.isEmpty())
                .map(topics -> question.strip() + " (" + String.join(", ", topics) + ")")
                .filter(resolved -> resolved.length() <= Question.MAX_LENGTH)
                .orElse(question);
    }

    private List<String> missing(String question) {
        var asked = QuestionWords.of(question);
        return leans(asked) ? topics(asked) : List.of();
    }

    private boolean leans(List<Word> asked) {
        var content = asked.stream().filter(words::isContent).toList();
        if (content.size() >= ENOUGH || words.isPleasantry(asked)) return false;
        return isElliptic(content) || words.opensWithLink(asked) || refersBack(asked);
    }

    /** "Why?", "What are the requirements?"; but a name says enough: "What is WACC?" */
    private static boolean isElliptic(List<Word> content) {
        return content.isEmpty() || (content.size() == 1 && !content.getFirst().isName());
    }

    private boolean refersBack(List<Word> asked) {
        var named = 0;
        for (var i = 0; i < asked.size(); i++) {
            if (words.pointsBack(asked, i) || words.lacksAntecedent(asked, i, named)) return true;
            if (words.isContent(asked.get(i))) named++;
        }
        return false;
    }

    /** Those of the nearest question that has any, and of those that it leans on itself. */
    private List<String> topics(List<Word> asked) {
        var known = stems(asked);
        var topics = new ArrayList<String>();
        var room = TOPIC_WORDS;
        for (var question : earlier.reversed()) {
            var said = QuestionWords.of(question);
            for (var topic : words.topics(question, said)) {
                var stems = stems(topic.words());
                if (known.containsAll(stems)) continue;
                if (topics.size() == TOPICS || stems.size() > room) return topics;
                topics.add(topic.text());
                room -= stems.size();
                known.addAll(stems);
            }
            if (!topics.isEmpty() && !leans(said)) break;
        }
        return topics;
    }

    private Set<String> stems(List<Word> all) {
        return all.stream().filter(words::isContent).map(Word::stem).collect(Collectors.toCollection(HashSet::new));
    }
}
