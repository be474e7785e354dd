package io.mcpagent.application.document;

import io.mcpagent.domain.failure.InvalidRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which names people may give. Those of uploads are paths below nothing: they never reach a file system, but people and
 * programs that download them take them for one.
 */
final class Names {
    private static final int LONGEST = 255;
    private static final int ROOM_FOR_A_NUMBER = 10;
    /** Controls, line and paragraph breaks, half characters, and what makes text run the other way. */
    private static final Pattern UNSPEAKABLE =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    private Names() {}

    /** @throws InvalidRequest with code {@code document_name_invalid} */
    static void checkDocument(String name) {
        check("document_name_invalid", "document", name);
        if (name.contains("\\") || List.of(name.split("/", -1)).stream().anyMatch(Names::isNoSegment))
            throw new InvalidRequest(
                    "document_name_invalid",
                    "A document's name is a relative path such as guides/setup.md: without backslashes, without empty"
                            + " parts, and without the parts . and .. among them. Choose another name.");
    }

    /** @throws InvalidRequest with code {@code collection_name_invalid} */
    static void checkCollection(String name) {
        check("collection_name_invalid", "collection", name);
        if (name.contains("\\") || isNoSegment(name))
            throw new InvalidRequest(
                    "collection_name_invalid",
                    "A collection's name is part of URLs: it has no backslash, and is neither . nor .., and \"" + name
                            + "\" can't be used. Choose another name.");
    }

    /** Of a folder's name the nearest that a collection may have. */
    static String forCollection(String folder) {
        var name =
                UNSPEAKABLE.matcher(folder).replaceAll("_").replace('\\', '_').strip();
        var cut = name.substring(0, Math.min(LONGEST - ROOM_FOR_A_NUMBER, name.length()));
        return isNoSegment(cut) ? "root" : cut;
    }

    private static void check(String code, String what, String name) {
        if (name.isBlank() || !name.equals(name.strip()))
            throw new InvalidRequest(
                    code, "A %s's name is not blank, and neither begins nor ends with a blank.".formatted(what));
        if (name.length() > LONGEST)
            throw new InvalidRequest(
                    code,
                    "A %s's name has at most %d characters, and this has %d.".formatted(what, LONGEST, name.length()));
        if (UNSPEAKABLE.matcher(name).find())
            throw new InvalidRequest(
                    code,
                    "A %s's name has no control characters, and this has some. Choose another name.".formatted(what));
    }

    private static boolean isNoSegment(String segment) {
        return segment.isBlank() || segment.equals(".") || segment.equals("..");
    }
}
