package io.mcpagent.domain.run;

/** What a person answered to an {@link InputRequest}. */
public sealed interface InputAnswer {
    /** Make the call again: it did nothing, or doing it twice does no harm. */
    record CallAgain() implements InputAnswer {}

    /**
     * Go on without it.
     *
     * @param note what the model is told about it
     */
    record TakeAsDone(String note) implements InputAnswer {}
}
