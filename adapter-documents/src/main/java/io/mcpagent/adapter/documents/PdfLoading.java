package io.mcpagent.adapter.documents;

import java.io.IOException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Opens a PDF so that each of its streams unpacks within limits, whatever it is used for and however it is named. A
 * stream that is never unpacked, as a picture's when its text is wanted, may be of any size.
 */
final class PdfLoading {
    private PdfLoading() {}

    static PDDocument open(byte[] content, PdfLimits limits) throws IOException {
        return new Parser(content, limits).parse();
    }

    private static final class Parser extends PDFParser {
        Parser(byte[] content, PdfLimits limits) throws IOException {
            super(new PdfBytes(content, content.length));
            document = new Parts(this, limits);
        }
    }

    /** All streams of a file are made here: those of its table of objects and of packed objects too. */
    private static final class Parts extends COSDocument {
        private final Parser parser;
        private final PdfLimits limits;

        Parts(Parser parser, PdfLimits limits) {
            super(IOUtils.createTempFileOnlyStreamCache(), parser);
            this.parser = parser;
            this.limits = limits;
        }

        @Override
        public COSStream createCOSStream(COSDictionary dictionary, long start, long length) throws IOException {
            var stream = new PdfStream(parser.createRandomAccessReadView(start, length), limits);
            dictionary.forEach(stream::setItem);
            stream.setKey(dictionary.getKey());
            return stream;
        }
    }
}
