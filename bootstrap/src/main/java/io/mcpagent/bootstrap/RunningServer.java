package io.mcpagent.bootstrap;

import io.mcpagent.adapter.cli.CliHost;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other processes that may read the data directory how to reach the server that holds it: a file with its pid, its
 * address and a token by which they are the owner. The token is made anew with each start and is good for that process.
 */
final class RunningServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);
    private static final String FILE = "mcp-agent.server";
    private static final String NEW = "mcp-agent.server.new";
    private static final int TOKEN_BYTES = 32;
    private static final int LINES = 3;
    private static final Pattern EVERYWHERE = Pattern.compile("//(0\\.0\\.0\\.0|\\[::0?]|\\[0(:0){7}])");

    private final Path directory;
    private final String token;

    private RunningServer(Path directory, String token) {
        this.directory = directory;
        this.token = token;
    }

    /** Of this process, which holds the directory; nobody is told yet. */
    static RunningServer in(Path dataDirectory) {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new RunningServer(
                dataDirectory, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** All that the server needs to know the token again. */
    SecretHash token() {
        return SecretHash.of(token);
    }

    /**
     * Tells, so that whoever looks sees all or nothing, and nobody but the owner sees any.
     *
     * @throws UpstreamFailure with code {@code data_directory_unusable}
     */
    void announce(URI address) {
        var reached = EVERYWHERE.matcher(address.toString()).replaceFirst("//127.0.0.1");
        var text = String.join("\n", Long.toString(ProcessHandle.current().pid()), reached, token, "");
        var file = directory.resolve(NEW);
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, ownerAlone(directory));
            Files.writeString(file, text, StandardCharsets.US_ASCII);
            Files.move(
                    file, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UpstreamFailure(
                    "data_directory_unusable",
                    "The data directory %s can't be written to: %s. Check that its disk has room and that you may write there."
                            .formatted(directory, e),
                    false,
                    e);
        }
    }

    /** The one that the process of this pid has told of. What another left that was killed is of no use. */
    static Optional<CliHost.Running> of(Path dataDirectory, String holder) {
        try {
            var lines = Files.readAllLines(dataDirectory.resolve(FILE), StandardCharsets.US_ASCII);
            if (lines.size() < LINES || !lines.getFirst().equals(holder)) return Optional.empty();
            return Optional.of(new CliHost.Running(URI.create(lines.get(1)), lines.get(2)));
        } catch (IOException | IllegalArgumentException notTold) {
            LOG.debug("No server has told of itself in {}", dataDirectory, notTold);
            return Optional.empty();
        }
    }

    private static FileAttribute<?>[] ownerAlone(Path directory) throws IOException {
        if (!Files.getFileStore(directory).supportsFileAttributeView("posix")) return new FileAttribute<?>[0];
        return List.of(PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                .toArray(FileAttribute<?>[]::new);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(directory.resolve(FILE));
        } catch (IOException left) {
            LOG.warn("{} can't be deleted; it is of no use to anybody", directory.resolve(FILE), left);
        }
    }
}
