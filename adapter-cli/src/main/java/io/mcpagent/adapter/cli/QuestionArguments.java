package io.mcpagent.adapter.cli;

import io.mcpagent.application.retrieval.Question;
import io.mcpagent.domain.failure.InvalidRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A question as it is typed: in quotes, as several words, or {@code -} for standard input. */
final class QuestionArguments {
    /** What is read of standard input; more than any question may have, so that it is told how long one may be. */
    private static final int MOST_BYTES = 1 << 20;

    private QuestionArguments() {}

    /** Checked before anything is opened. */
    static String checked(List<String> words, InputStream in, CommandLine command) {
        try {
            return Question.checked(words.equals(List.of("-")) ? read(in) : String.join(" ", words));
        } catch (InvalidRequest wrong) {
            throw new ParameterException(command, wrong.getMessage(), wrong);
        }
    }

    private static String read(InputStream in) {
        try {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException("can't read the question from standard input", failed);
        }
    }
}
