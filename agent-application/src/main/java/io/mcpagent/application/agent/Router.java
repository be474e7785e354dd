package io.mcpagent.application.agent;

import io.mcpagent.domain.agent.Agent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Picks the agent that a question is for, by the words that agents name. Pure. */
public final class Router {
    /** An agent, and why this one. */
    public record Choice(Agent agent, String reason) {}

    private Router() {}

    /** The first agent one of whose words is in the question. */
    static Optional<Choice> route(String question, List<Agent> agents) {
        for (var agent : agents) {
            for (var word : agent.keywords()) {
                if (has(question, word))
                    return Optional.of(new Choice(agent, "the question has the word \"" + word + "\""));
            }
        }
        return Optional.empty();
    }

    private static boolean has(String question, String word) {
        var whole = "(?<![\\p{L}\\p{N}])" + Pattern.quote(word.toLowerCase(Locale.ROOT)) + "(?![\\p{L}\\p{N}])";
        return Pattern.compile(whole).matcher(question.toLowerCase(Locale.ROOT)).find();
    }
}
