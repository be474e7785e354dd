package io.mcpagent.application.retrieval;

import io.mcpagent.domain.failure.InvalidRequest;

/** What a person asks or searches for, checked and stripped. */
public final class Question {
    /** In UTF-16 code units; an embedding model reads a few hundred tokens of it, keyword search a little more. */
    public static final int MAX_LENGTH = 10_000;

    private Question() {}

    /**
     * The question without white space around it.
     *
     * @throws InvalidRequest with code {@code question_empty} or {@code question_too_long}
     */
    public static String checked(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty())
            throw new InvalidRequest("question_empty", "The question is empty. Say in words what you want to know.");
        if (stripped.length() > MAX_LENGTH)
            throw new InvalidRequest(
                    "question_too_long",
                    "The question has %,d characters; at most %,d are taken. Put long material into a document and ask about it."
                            .formatted(stripped.length(), MAX_LENGTH));
        return stripped;
    }
}
