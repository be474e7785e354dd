package io.mcpagent.adapter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.testkit.access.SecretPortContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeSecretsTest implements SecretPortContract {
    private static final byte[] SECRET = {1, 2, 3};

    @TempDir
    private Path directory;

    @Override
    public SecretPort secrets() {
        return secrets(Optional.empty());
    }

    private SecretPort secrets(Optional<String> key) {
        return new EnvelopeSecrets(new MasterKey(new AccessSettings(file(), key, Optional.empty(), Optional.empty())));
    }

    private Path file() {
        return directory.resolve("master.key");
    }

    @Test
    void theKeyFileIsForItsOwnerAlone() throws IOException {
        secrets().seal("a test", SECRET);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(file(), directory.resolve("master.key.lock"));
        }
    }

    @Test
    void aKeyFileThatOthersMayReadIsRefused() throws IOException {
        secrets().seal("a test", SECRET);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        failsWith("master_key_unusable", () -> secrets().seal("a test", SECRET));
    }

    @Test
    void aKeyFileThatHoldsNoKeyIsRefusedAndKept() throws IOException {
        secrets().seal("a test", SECRET);
        for (var text : new String[] {"", "no base64!", Base64.getEncoder().encodeToString(SECRET)}) {
            Files.writeString(file(), text);
            failsWith("master_key_unusable", () -> secrets().seal("a test", SECRET));
            assertThat(file()).hasContent(text);
        }
    }

    @Test
    void whatWasSealedWithAnotherKeyDoesNotOpen() throws IOException {
        var sealed = secrets().seal("a test", SECRET);
        Files.delete(file());
        failsWith("secret_unreadable", () -> secrets().open("a test", sealed));
    }

    @Test
    void theKeyOfTheSettingsNeedsNoFile() {
        var key = Base64.getEncoder().encodeToString(new byte[32]);
        var sealed = secrets(Optional.of(key)).seal("a test", SECRET);

        assertThat(secrets(Optional.of(key + "\n")).open("a test", sealed)).isEqualTo(SECRET);
        assertThat(file()).doesNotExist();
        assertThat(new AccessSettings(file(), Optional.of(key), Optional.empty(), Optional.empty()).toString())
                .doesNotContain(key);
        assertThatThrownBy(() -> new AccessSettings(file(), Optional.of("short"), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("short\"");
    }

    @Test
    void noPartOfWhatIsSealedCanBeChanged() {
        var sealed = secrets().seal("a test", SECRET).value();
        IntStream.range(0, sealed.length())
                .filter(at -> sealed.charAt(at) != '.')
                .forEach(at -> {
                    var other = sealed.charAt(at) == 'A' ? 'Q' : 'A';
                    var changed = sealed.substring(0, at) + other + sealed.substring(at + 1);
                    // The last character of a part has bits that stand for nothing.
                    var isSpare = at + 1 == sealed.length() || sealed.charAt(at + 1) == '.';
                    if (!isSpare)
                        failsWith(
                                "secret_unreadable",
                                () -> secrets().open("a test", new io.mcpagent.domain.access.SealedSecret(changed)));
                });
    }

    private static void failsWith(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
