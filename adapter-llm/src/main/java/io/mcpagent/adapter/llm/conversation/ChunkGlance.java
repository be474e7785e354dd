package io.mcpagent.adapter.llm.conversation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * What a chunk of a streamed reply is, without all that it says: there is one for each word, and it is read whole by whoever
 * it is for.
 *
 * @param isRemarkable whether it tells an error or a usage, which have to be looked at
 * @param isLast whether it says why the model stopped
 */
record ChunkGlance(boolean isRemarkable, boolean isLast) {
    /** Empty where the text is not one JSON object. */
    static Optional<ChunkGlance> at(String chunk) {
        try (var in = JsonTrees.tokens(chunk)) {
            if (in.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
            var glance = members(in);
            return in.nextToken() == null ? Optional.of(glance) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static ChunkGlance members(JsonParser in) throws IOException {
        var isRemarkable = false;
        var isLast = false;
        for (var name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "choices" -> isLast = isFirstFinished(in);
                case "error", "usage" -> {
                    isRemarkable = true;
                    in.skipChildren();
                }
                default -> in.skipChildren();
            }
        }
        return new ChunkGlance(isRemarkable, isLast);
    }

    private static boolean isFirstFinished(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            in.skipChildren();
            return false;
        }
        var isFinished = false;
        for (var index = 0; in.nextToken() != JsonToken.END_ARRAY; index++) {
            if (index == 0 && in.currentToken() == JsonToken.START_OBJECT) isFinished = isFinished(in);
            else in.skipChildren();
        }
        return isFinished;
    }

    private static boolean isFinished(JsonParser in) throws IOException {
        var isFinished = false;
        for (var name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            var value = in.nextToken();
            if (name.equals("finish_reason")) isFinished = value != JsonToken.VALUE_NULL;
            in.skipChildren();
        }
        return isFinished;
    }
}
