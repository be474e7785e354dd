package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/**
 * A PDF written by hand, with what no honest program writes: a page whose content is object 4, whose font F is object 5,
 * and whose drawing X is object 6.
 */
final class RawPdf {
    private static final String TEXT = "BT /F 12 Tf 50 700 Td (Hello world) Tj ET";

    private final List<String> objects = new ArrayList<>(List.of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
                    + "/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>/ExtGState<</G<</Font[5 0 R 9]>>>>>>>>",
            stream("", TEXT),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            "null"));

    RawPdf with(int number, String object) {
        while (objects.size() < number) objects.add("null");
        objects.set(number - 1, object);
        return this;
    }

    RawPdf drawing(String content) {
        return with(4, stream("", content + " " + TEXT));
    }

    byte[] bytes() {
        var file = new StringBuilder("%PDF-1.5\n");
        for (var i = 0; i < objects.size(); i++)
            file.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        return file.append("trailer<</Root 1 0 R>>\n%%EOF").toString().getBytes(ISO_8859_1);
    }

    static String stream(String entries, String bytes) {
        return "<<" + entries + "/Length " + bytes.length() + ">>stream\n" + bytes + "\nendstream";
    }

    /** So many megabytes of one character, packed. */
    static String blanks(String entries, int megabytes) {
        return stream(entries + "/Filter/FlateDecode", packed(megabytes));
    }

    static String packed(int megabytes) {
        var packed = new ByteArrayOutputStream();
        var blank = new byte[1 << 20];
        Arrays.fill(blank, (byte) ' ');
        try (var deflating = new DeflaterOutputStream(packed)) {
            for (var i = 0; i < megabytes; i++) deflating.write(blank);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return packed.toString(ISO_8859_1);
    }
}
