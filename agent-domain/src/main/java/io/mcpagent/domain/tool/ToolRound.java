package io.mcpagent.domain.tool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a call asked, and what it was told.
 *
 * @param state what the tool wants to be given back, unread and unchanged
 * @param replies by the questions' keys, one for each
 */
public record ToolRound(List<ToolQuestion> questions, Optional<String> state, Map<String, ToolReply> replies) {
    public ToolRound {
        questions = List.copyOf(questions);
        replies = Collections.unmodifiableMap(new LinkedHashMap<>(replies));
    }
}
