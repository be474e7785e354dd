package io.mcpagent.adapter.rest.run;

import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import java.util.Optional;
import java.util.Set;

/** Reads the answers of people, as {@code InputJson} writes them. */
final class InputAnswers {
    /** What people can answer, and that they answered nothing. */
    private enum Word {
        NONE,
        CALL_AGAIN,
        TAKE_AS_DONE,
        APPROVE,
        REFUSE,
        FILL,
        VISITED
    }

    private InputAnswers() {}

    static InputAnswer read(Fields fields) {
        var word = fields.oneOf("answer", Word.class, Word.NONE);
        var note = fields.optionalText("note");
        var arguments =
                fields.has("arguments") ? Optional.of(fields.anyObject("arguments")) : Optional.<Json.Obj>empty();
        var content = fields.anyObject("content");
        if (!fields.has("answer")) fields.add("answer", "is missing");
        else if (word == Word.NONE && !fields.isWrong("answer"))
            fields.add("answer", "has to be one of call_again, take_as_done, approve, refuse, fill, visited");
        goesWith(fields, "note", Set.of(Word.TAKE_AS_DONE, Word.REFUSE), word, "take_as_done and refuse");
        goesWith(fields, "arguments", Set.of(Word.APPROVE), word, "approve");
        goesWith(fields, "content", Set.of(Word.FILL), word, "fill");
        if (word == Word.FILL && !fields.has("content")) fields.add("content", "is missing");
        fields.done();
        return switch (word) {
            case CALL_AGAIN -> new InputAnswer.CallAgain();
            case TAKE_AS_DONE -> new InputAnswer.TakeAsDone(note.orElse("It was done."));
            case APPROVE -> new InputAnswer.Approve(arguments);
            case REFUSE -> new InputAnswer.Refuse(note.orElse(""));
            case FILL -> new InputAnswer.Fill(content);
            case VISITED -> new InputAnswer.Visited();
            case NONE -> throw new IllegalStateException("no answer is a wrong field");
        };
    }

    private static void goesWith(Fields fields, String name, Set<Word> words, Word given, String told) {
        if (fields.has(name) && given != Word.NONE && !words.contains(given))
            fields.add(name, "goes with " + told + " alone");
    }
}
