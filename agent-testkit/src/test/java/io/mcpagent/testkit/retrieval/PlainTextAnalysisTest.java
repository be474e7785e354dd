package io.mcpagent.testkit.retrieval;

import io.mcpagent.domain.retrieval.TextAnalysisPort;

class PlainTextAnalysisTest implements TextAnalysisPortContract {
    @Override
    public TextAnalysisPort analysis() {
        return new PlainTextAnalysis();
    }
}
