package io.mcpagent.adapter.documents;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/**
 * A stream that is unpacked in memory within limits. Those who read it at the same time share its bytes: a page can name
 * one stream a thousand times.
 */
final class PdfStream extends COSStream {
    /** Those of pictures make room for the size that their dictionary claims, and hold no text. */
    private static final Set<COSName> FILTERS = Set.of(
            COSName.FLATE_DECODE,
            COSName.FLATE_DECODE_ABBREVIATION,
            COSName.LZW_DECODE,
            COSName.LZW_DECODE_ABBREVIATION,
            COSName.ASCII85_DECODE,
            COSName.ASCII85_DECODE_ABBREVIATION,
            COSName.ASCII_HEX_DECODE,
            COSName.ASCII_HEX_DECODE_ABBREVIATION,
            COSName.RUN_LENGTH_DECODE,
            COSName.RUN_LENGTH_DECODE_ABBREVIATION,
            COSName.CRYPT);

    private static final int MAX_ROW = 1 << 20;

    private final PdfLimits limits;
    private WeakReference<PdfUnpacked> shared = new WeakReference<>(null);
    private boolean counted;

    PdfStream(RandomAccessReadView packed, PdfLimits limits) throws IOException {
        super(null, packed);
        this.limits = limits;
    }

    @Override
    public RandomAccessRead createView() throws IOException {
        return unpacked().open();
    }

    @Override
    public COSInputStream createInputStream(DecodeOptions options) throws IOException {
        var bytes = unpacked().open();
        return new COSStream(null, new RandomAccessReadView(bytes, 0, bytes.length())).createInputStream();
    }

    /** All that it unpacks to; none of what can't be unpacked. */
    byte[] bytes() {
        try (var in = unpacked().in()) {
            return in.readAllBytes();
        } catch (IOException damaged) {
            // PDFBox goes on without such a part.
            return new byte[0];
        }
    }

    @Override
    public InputStream createRawInputStream() throws IOException {
        return new FilterInputStream(super.createRawInputStream()) {
            @Override
            public int read() throws IOException {
                PdfBytes.stopIfInterrupted();
                return super.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                PdfBytes.stopIfInterrupted();
                return super.read(into, offset, length);
            }
        };
    }

    /** A single one stands in an array too: PDFBox unpacks a page's content as it goes, without a limit, if it does not. */
    @Override
    public COSBase getFilters() {
        var filters = super.getFilters();
        if (!(filters instanceof COSName)) return filters;
        var one = new COSArray();
        one.add(filters);
        return one;
    }

    private PdfUnpacked unpacked() throws IOException {
        var unpacked = shared.get();
        if (unpacked != null) return unpacked;
        unpacked = unpack();
        limits.count(unpacked.size(), counted);
        counted = true;
        shared = new WeakReference<>(unpacked);
        return unpacked;
    }

    private PdfUnpacked unpack() throws IOException {
        refuseWideRows();
        var in = createRawInputStream();
        var size = getLength();
        var index = 0;
        PdfUnpacked out = null;
        for (var filter : filters()) {
            out = room(size);
            try (var packed = in) {
                filter.decode(packed, out, this, index++, DecodeOptions.DEFAULT);
            }
            in = out.in();
            size = out.size();
        }
        return out == null ? copied(in) : out;
    }

    private PdfUnpacked copied(InputStream in) throws IOException {
        try (in) {
            var out = room(getLength());
            in.transferTo(out);
            return out;
        }
    }

    private PdfUnpacked room(long expected) {
        return new PdfUnpacked(expected, size -> limits.allow(size, counted));
    }

    /** Each once, as PDFBox has it. */
    private Set<Filter> filters() throws IOException {
        var filters = new LinkedHashSet<Filter>();
        var names = getFilters();
        if (!(names instanceof COSArray array)) return filters;
        for (var i = 0; i < array.size(); i++) {
            if (!(array.getObject(i) instanceof COSName name) || !FILTERS.contains(name))
                throw new IOException("a filter that no text is packed with: " + array.get(i));
            filters.add(FilterFactory.INSTANCE.getFilter(name));
        }
        return filters;
    }

    private void refuseWideRows() {
        var parameters = getDictionaryObject(COSName.DP, COSName.DECODE_PARMS);
        if (parameters instanceof COSDictionary all) refuseWideRow(all);
        if (parameters instanceof COSArray array)
            for (var i = 0; i < array.size(); i++)
                if (array.getObject(i) instanceof COSDictionary each) refuseWideRow(each);
    }

    /** Two rows are made room for, however little is packed. */
    private static void refuseWideRow(COSDictionary parameters) {
        var columns = Math.abs((long) parameters.getInt(COSName.COLUMNS, 1));
        var bits = Math.abs((long) parameters.getInt(COSName.BITS_PER_COMPONENT, Byte.SIZE));
        var colours = Math.abs((long) parameters.getInt(COSName.COLORS, 1));
        if (columns > MAX_ROW || bits > MAX_ROW || colours > MAX_ROW || columns * bits * colours / Byte.SIZE > MAX_ROW)
            throw Refusal.corrupt("It is a PDF with a part whose rows are wider than %,d bytes.".formatted(MAX_ROW));
    }
}
