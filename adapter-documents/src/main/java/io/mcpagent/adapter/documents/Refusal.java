package io.mcpagent.adapter.documents;

import io.mcpagent.domain.failure.InvalidRequest;
import java.time.Duration;

/** Why a file's text can't be had, each with what to do. */
final class Refusal {
    private static final String REPLACE = " Replace it with a whole copy, or remove it.";

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

    static InvalidRequest corrupt(String how) {
        return new InvalidRequest("document_corrupt", how + REPLACE);
    }

    static InvalidRequest corrupt(String how, Throwable cause) {
        return new InvalidRequest("document_corrupt", how + REPLACE, cause);
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

    static InvalidRequest tooMuchText(String what, int limit) {
        return new InvalidRequest(
                "document_too_large_text",
                "%s holds more than %,d characters of text. Split it.".formatted(what, limit));
    }

    static InvalidRequest tooSlow(Duration limit) {
        return new InvalidRequest(
                "document_too_slow",
                "Reading it takes more than %d seconds of computing. Split it, or print it to a new PDF."
                        .formatted(limit.toSeconds()));
    }
}
