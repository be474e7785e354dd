package io.mcpagent.adapter.documents;

/**
 * A line of text on a page, measured in points from its top left.
 *
 * @param page from 1
 * @param y of the line on which the letters stand
 * @param size of most of its letters
 */
record PdfLine(int page, String text, float x, float endX, float y, float size, float pageHeight) {
    boolean hasWords() {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
