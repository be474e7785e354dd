package io.mcpagent.adapter.tools;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import java.util.Locale;

/**
 * One check of arguments, with an end: references that fan out twice at each of thirty levels make a small schema check
 * the same value a thousand million times.
 */
final class BoundedEvaluation extends ExecutionContext {
    private static final int MOST_KEYWORDS = 1_000_000;

    private int keywords;

    static final class TooManyKeywords extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooManyKeywords() {
            super("the schema asks for more than " + MOST_KEYWORDS + " checks");
        }
    }

    BoundedEvaluation() {
        super(ExecutionConfig.builder().locale(Locale.ENGLISH).build());
    }

    /** Called for each keyword that is looked at. */
    @Override
    public void evaluationPathAddLast(String token) {
        if (++keywords > MOST_KEYWORDS) throw new TooManyKeywords();
        super.evaluationPathAddLast(token);
    }
}
