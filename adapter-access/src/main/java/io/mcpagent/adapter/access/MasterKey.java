package io.mcpagent.adapter.access;

import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;

/**
 * The keys that all others are wrapped with: of the settings, of a command, else of a file. A file that was changed is
 * read again, so that a process that runs goes on with the new key.
 */
final class MasterKey {
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(10);

    private final AccessSettings settings;
    private final KeyFile file;
    private Optional<Known> known = Optional.empty();

    private record Known(KeyRing ring, Optional<KeyFile.Stamp> stamp) {}

    MasterKey(AccessSettings settings) {
        this.settings = settings;
        file = new KeyFile(settings.masterKeyFile());
    }

    /**
     * The one that seals; made where there is none.
     *
     * @throws UpstreamFailure with code {@code master_key_unusable}
     */
    SecretKey sealing() {
        return ring(true).map(KeyRing::current).orElseThrow();
    }

    /**
     * Those that open, the one that seals first; none where nothing was sealed.
     *
     * @throws UpstreamFailure with code {@code master_key_unusable}
     */
    List<SecretKey> opening() {
        return ring(false).map(KeyRing::keys).orElse(List.of());
    }

    /** What the same are known by, and can't be found from. */
    List<String> names() {
        return opening().stream().map(KeyRing::name).toList();
    }

    /** Puts a new key before those there are. */
    void rotate() {
        change(ring -> ring.followedBy(KeyFile.random()));
    }

    /** Forgets all but the one that seals. */
    void retire() {
        change(KeyRing::retired);
    }

    private void change(UnaryOperator<KeyRing> change) {
        if (!settings.isFile())
            throw new Conflict(
                    "master_key_elsewhere",
                    "The master key comes from %s. Put a new key before the old one there, divided by a blank, and start again; take the old one away when all is sealed with the new one."
                            .formatted(where()));
        try {
            file.change(change);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private synchronized Optional<KeyRing> ring(boolean make) {
        try {
            if (!settings.isFile()) return Optional.of(given());
            var stamp = file.stamp();
            if (known.isPresent() && known.get().stamp().equals(stamp)) return known.map(Known::ring);
            var ring = make ? Optional.of(file.readOrMake()) : file.read();
            // The stamp of before: what was changed meanwhile is read again.
            known = ring.map(read -> new Known(read, stamp));
            return ring;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private KeyRing given() throws IOException {
        if (known.isEmpty()) known = Optional.of(new Known(asked(), Optional.empty()));
        return known.get().ring();
    }

    private KeyRing asked() throws IOException {
        if (settings.masterKey().isPresent())
            return KeyRing.parse(settings.masterKey().get()).orElseThrow();
        var output = new KeyCommand(settings.masterKeyCommand().orElseThrow(), COMMAND_LIMIT).output();
        return KeyRing.parse(output)
                .orElseThrow(() -> new IOException("printed something else than keys of 32 bytes in Base64"));
    }

    private String where() {
        if (settings.masterKey().isPresent()) return "access.master-key";
        return settings.masterKeyCommand().isPresent()
                ? "access.master-key-command"
                : settings.masterKeyFile().toString();
    }

    private UpstreamFailure unusable(IOException cause) {
        var why = cause instanceof FileSystemException ? "can't be read or made: " + cause : cause.getMessage();
        return new UpstreamFailure(
                "master_key_unusable",
                settings.masterKeyCommand().isPresent()
                        ? "The command of access.master-key-command %s.".formatted(why)
                        : "The master key %s %s. Restore it from a backup, or set access.master-key."
                                .formatted(where(), why),
                false,
                cause);
    }
}
