package io.mcpagent.adapter.llm;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Files of jars that have to lie in the file system to be loaded. Unpacked once; the libraries themselves would unpack
 * theirs at every start.
 */
record UnpackedFiles(Path root) {
    /** A folder that holds these resources of the class path, each by its last name; another one when they change. */
    Path folder(String name, List<String> resources) throws IOException {
        var sources = new ArrayList<URLConnection>();
        var fingerprint = 1L;
        for (var resource : resources) {
            var source = source(resource);
            sources.add(source);
            fingerprint = 31 * fingerprint + fingerprint(source);
        }
        var folder = root.resolve(name + "-" + Long.toHexString(fingerprint));
        for (var i = 0; i < sources.size(); i++) {
            var resource = resources.get(i);
            unpack(sources.get(i), folder.resolve(resource.substring(resource.lastIndexOf('/') + 1)));
        }
        return folder;
    }

    private static URLConnection source(String resource) throws IOException {
        var url = UnpackedFiles.class.getResource("/" + resource);
        if (url == null) throw new FileNotFoundException(resource + " is not on the class path");
        return url.openConnection();
    }

    /** From the jar's directory, so that nothing is read only to be compared. */
    private static long fingerprint(URLConnection source) throws IOException {
        if (source instanceof JarURLConnection jar) return jar.getJarEntry().getCrc();
        return Objects.hash(source.getContentLengthLong(), source.getLastModified());
    }

    private static void unpack(URLConnection source, Path target) throws IOException {
        if (Files.exists(target)) return;
        var folder = Objects.requireNonNull(target.getParent());
        Files.createDirectories(folder);
        // Another process may be unpacking too, or be killed doing so: only a whole file gets the name.
        var partial = Files.createTempFile(folder, "unpacking", ".part");
        try (var bytes = source.getInputStream()) {
            Files.copy(bytes, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
