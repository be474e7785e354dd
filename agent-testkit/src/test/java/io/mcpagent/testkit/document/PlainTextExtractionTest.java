package io.mcpagent.testkit.document;

import io.mcpagent.domain.document.TextExtractionPort;

class PlainTextExtractionTest implements TextExtractionPortContract {
    @Override
    public TextExtractionPort extraction() {
        return new PlainTextExtraction();
    }
}
