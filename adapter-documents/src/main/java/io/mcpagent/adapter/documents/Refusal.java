package io.mcpagent.adapter.documents;

import io.mcpagent.domain.failure.InvalidRequest;

/** Why a file's text can't be had, each with what to do. */
final class Refusal {
    private Refusal() {}

    static InvalidRequest unsupported(String kind) {
        return new InvalidRequest(
                "document_type_unsupported",
                "It is " + kind
                        + ". Text is read from PDF, HTML, Markdown, plain text and source code: convert it to one"
                        + " of these, or leave it out by a .gitignore.");
    }

    static InvalidRequest encrypted(Throwable cause) {
        return new InvalidRequest(
                "document_encrypted", "It is encrypted and needs a password. Save it without one.", cause);
    }

    static InvalidRequest corrupt(String how, Throwable cause) {
        return new InvalidRequest("document_corrupt", how + " Replace it with a whole copy, or remove it.", cause);
    }

    static InvalidRequest empty() {
        return new InvalidRequest("document_empty", "It is empty, or holds nothing but blanks and markup.");
    }

    static InvalidRequest scanned() {
        return new InvalidRequest(
                "document_without_text",
                "Its pages hold no text, as those of a scan do. Text is not recognised in pictures yet: run an OCR tool"
                        + " over it first.");
    }

    static InvalidRequest tooMuchText(int limit) {
        return new InvalidRequest(
                "document_too_large_text", "It holds more than %,d characters of text. Split it.".formatted(limit));
    }
}
