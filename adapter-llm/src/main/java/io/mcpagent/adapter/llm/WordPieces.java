package io.mcpagent.adapter.llm;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.mcpagent.domain.llm.TokenSpan;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model's tokenizer. Calls pin their thread. Uses the native calls below {@code HuggingFaceTokenizer}, which fetches
 * seven arrays for each text where one is needed, and calls home on some clouds.
 */
final class WordPieces implements Opening.Native {
    private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;

    /** Beyond any text that the model reads whole, unless nearly all of it is blank. */
    private static final int CHARS_PER_TOKEN = 64;

    private static final int PIECE = 16_384;

    private final long handle;
    private final int limit;
    private final long end;

    private WordPieces(long handle, int limit) {
        this.handle = handle;
        this.limit = limit;
        this.end = ids("")[1];
    }

    /** @param limit of tokens for {@link #encode}, those that frame a text included */
    static WordPieces open(String resource, int limit) throws IOException {
        try (var json = WordPieces.class.getResourceAsStream("/" + resource)) {
            if (json == null) throw new FileNotFoundException(resource + " is not on the class path");
            var handle = LIBRARY.createTokenizerFromString(new String(json.readAllBytes(), StandardCharsets.UTF_8));
            // Files may ask for either: every text of MiniLM's would cost 128 tokens and end there.
            LIBRARY.disablePadding(handle);
            LIBRARY.disableTruncation(handle);
            return new WordPieces(handle, limit);
        }
    }

    /** What the model is given for a text: its tokens in their frame, cut at the limit. */
    long[] encode(String text) {
        var ids = ids(whole(text, limit * CHARS_PER_TOKEN));
        if (ids.length <= limit) return ids;
        var cut = Arrays.copyOf(ids, limit);
        cut[limit - 1] = end;
        return cut;
    }

    /** Piece by piece: encoded whole, a text of 2 MB takes half a gigabyte. No token reaches over white space. */
    List<TokenSpan> spans(String text) {
        var tokens = new ArrayList<TokenSpan>();
        var start = 0;
        while (start < text.length()) {
            var end = endOfPiece(text, start);
            addSpans(text.substring(start, end), start, tokens);
            start = end;
        }
        return tokens;
    }

    @Override
    public void close() {
        LIBRARY.deleteTokenizer(handle);
    }

    private long[] ids(String text) {
        var encoding = LIBRARY.encode(handle, scalars(text), true);
        try {
            return LIBRARY.getTokenIds(encoding);
        } finally {
            LIBRARY.deleteEncoding(encoding);
        }
    }

    private static int endOfPiece(String text, int start) {
        var end = Math.min(start + PIECE, text.length());
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
            end++;
        }
        return end;
    }

    private void addSpans(String piece, int offset, List<TokenSpan> tokens) {
        var encoding = LIBRARY.encode(handle, scalars(piece), false);
        try {
            addInCodeUnits(LIBRARY.getTokenCharSpans(encoding), piece, offset, tokens);
        } finally {
            LIBRARY.deleteEncoding(encoding);
        }
    }

    /**
     * The tokenizer counts in code points. One character may become several tokens, as a Hangul syllable does that is
     * taken apart: the first of them has it, the others are empty. Marks that it drops stay with their letter.
     */
    private static void addInCodeUnits(CharSpan[] spans, String text, int offset, List<TokenSpan> tokens) {
        var points = 0;
        var units = 0;
        for (var span : spans) {
            var start = Math.max(span.getStart(), points);
            var from = text.offsetByCodePoints(units, start - points);
            points = Math.max(span.getEnd(), start);
            units = text.offsetByCodePoints(from, points - start);
            while (units < text.length() && Character.getType(text.charAt(units)) == Character.NON_SPACING_MARK) {
                units++;
                points++;
            }
            tokens.add(new TokenSpan(offset + from, offset + units));
        }
    }

    private static String whole(String text, int limit) {
        if (text.length() <= limit) return text;
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }

    /** A half of a surrogate pair has no UTF-8 form, and would shift the offsets of all that follows. */
    private static String scalars(String text) {
        StringBuilder repaired = null;
        for (var i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) continue;
            if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                i++;
                continue;
            }
            if (repaired == null) repaired = new StringBuilder(text);
            repaired.setCharAt(i, '\uFFFD');
        }
        return repaired == null ? text : repaired.toString();
    }
}
