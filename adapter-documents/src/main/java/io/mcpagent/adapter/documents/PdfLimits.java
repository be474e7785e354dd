package io.mcpagent.adapter.documents;

/** How much the streams of one document unpack to, each and together. For the thread that reads it. */
final class PdfLimits {
    static final int MAX_UNPACKED = 128 << 20;
    private static final int MAX_UNPACKED_TOGETHER = 512 << 20;

    private long together;

    /**
     * Asked before room for so much of a stream is made, and when it is unpacked.
     *
     * @param again whether the stream was unpacked and counted before
     */
    void allow(long unpacked, boolean again) {
        if (unpacked > MAX_UNPACKED) throw refusal("with a part that unpacks", MAX_UNPACKED);
        if (!again && together + unpacked > MAX_UNPACKED_TOGETHER) throw refusal("that unpacks", MAX_UNPACKED_TOGETHER);
    }

    void count(long unpacked, boolean again) {
        allow(unpacked, again);
        if (!again) together += unpacked;
    }

    private static RuntimeException refusal(String what, int limit) {
        return Refusal.corrupt("It is a PDF %s to more than %,d bytes.".formatted(what, limit));
    }
}
