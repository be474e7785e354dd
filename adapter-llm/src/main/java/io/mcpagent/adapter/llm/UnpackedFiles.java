package io.mcpagent.adapter.llm;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Files of jars that have to lie in the file system to be loaded. Unpacked once; the libraries themselves would unpack
 * theirs at every start. What is damaged is unpacked again.
 */
record UnpackedFiles(Path root) {
    /** A folder that holds these resources of the class path, each by its last name; another one when they change. */
    Path folder(String name, List<String> resources) throws IOException {
        var sources = sources(resources);
        var folder = place(name, sources);
        PrivateFiles.folder(root);
        PrivateFiles.folder(folder);
        for (var i = 0; i < sources.size(); i++) {
            var resource = resources.get(i);
            unpack(sources.get(i), folder.resolve(resource.substring(resource.lastIndexOf('/') + 1)));
        }
        return folder;
    }

    /** Where {@link #folder} puts them, made where it is missing, and unpacks nothing. */
    Path bareFolder(String name, List<String> resources) throws IOException {
        var folder = place(name, sources(resources));
        PrivateFiles.folder(root);
        PrivateFiles.folder(folder);
        return folder;
    }

    private Path place(String name, List<URLConnection> sources) throws IOException {
        var fingerprint = 1L;
        for (var source : sources) fingerprint = 31 * fingerprint + fingerprint(source);
        return root.resolve(name + "-" + Long.toHexString(fingerprint));
    }

    private static List<URLConnection> sources(List<String> resources) throws IOException {
        var sources = new ArrayList<URLConnection>();
        for (var resource : resources) {
            var url = UnpackedFiles.class.getResource("/" + resource);
            if (url == null) throw new FileNotFoundException(resource + " is not on the class path");
            sources.add(url.openConnection());
        }
        return sources;
    }

    /** From the jar's directory, so that nothing is read only to be compared. */
    private static long fingerprint(URLConnection source) throws IOException {
        if (source instanceof JarURLConnection jar) return jar.getJarEntry().getCrc();
        return Objects.hash(source.getContentLengthLong(), source.getLastModified());
    }

    private static void unpack(URLConnection source, Path target) throws IOException {
        var folder = Objects.requireNonNull(target.getParent());
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFiles.check(target, folder);
            if (isWhole(source, target)) return;
        }
        // Another process may be unpacking too, or be killed doing so: only a whole file gets the name.
        var partial = Files.createTempFile(folder, "unpacking", ".part");
        try (var bytes = source.getInputStream()) {
            // Into the file that was made: a copy would replace it by one that follows the umask.
            try (var file = Files.newOutputStream(partial)) {
                bytes.transferTo(file);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static boolean isWhole(URLConnection source, Path file) throws IOException {
        if (Files.size(file) != source.getContentLengthLong()) return false;
        return !(source instanceof JarURLConnection jar)
                || jar.getJarEntry().getCrc() == Checksum.of(file).crc32();
    }
}
