package io.mcpagent.adapter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.AccessClaims;
import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SigningKey;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.access.InMemorySigningKeyRepository;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasterKeyTest {
    private static final String PURPOSE = "a test";
    private static final byte[] SECRET = {1, 2, 3};
    private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

    private final SteppingTime time = new SteppingTime();
    private final InMemorySigningKeyRepository stored = new InMemorySigningKeyRepository(new InMemoryStore(time));

    @TempDir
    private Path directory;

    @Test
    void aNewKeySealsWhileTheOldOneStillOpensInAProcessThatRuns() {
        var running = secrets(ofFile());
        var before = running.seal(PURPOSE, SECRET);

        LocalAccess.rotate(ofFile());
        var after = running.seal(PURPOSE, SECRET);

        assertThat(running.open(PURPOSE, before)).isEqualTo(SECRET);
        assertThat(running.rotate(PURPOSE, after)).isEmpty();
        var newer = running.rotate(PURPOSE, before).orElseThrow();
        assertThat(running.rotate(PURPOSE, newer)).isEmpty();

        LocalAccess.retire(ofFile());
        assertThat(running.open(PURPOSE, newer)).isEqualTo(SECRET);
        assertThat(secrets(ofFile()).open(PURPOSE, after)).isEqualTo(SECRET);
        failsWith("secret_unreadable", () -> running.open(PURPOSE, before));
        failsWith("secret_unreadable", () -> running.rotate(PURPOSE, before));
    }

    @Test
    void storedKeysAreSealedAnewAndTokensOfBeforeStayGood() {
        var running = LocalAccess.open(ofFile(), stored, OkHttpClient::new, time);
        var now = time.instant().truncatedTo(ChronoUnit.SECONDS);
        var claims = new AccessClaims(new UserId("ada"), 1, now, now.plusSeconds(900));
        var token = running.tokens().issue(claims);
        var others = new AtomicInteger();
        assertThat(running.resealAfterRotation(others::incrementAndGet)).isFalse();
        var before = stored.all();

        LocalAccess.rotate(ofFile());
        assertThat(LocalAccess.outdated(ofFile(), stored.all())).isEqualTo(1);
        assertThatThrownBy(() -> running.resealAfterRotation(() -> {
                    throw new IllegalStateException("the disk is full");
                }))
                .hasMessage("the disk is full");
        assertThat(running.resealAfterRotation(others::incrementAndGet)).isTrue();
        assertThat(running.resealAfterRotation(others::incrementAndGet)).isFalse();
        assertThat(others).hasValue(1);

        assertThat(LocalAccess.outdated(ofFile(), stored.all())).isZero();
        assertThat(stored.all())
                .extracting(SigningKey::sealed)
                .isNotEqualTo(before.stream().map(SigningKey::sealed).toList());
        LocalAccess.retire(ofFile());
        assertThat(LocalAccess.open(ofFile(), stored, OkHttpClient::new, time)
                        .tokens()
                        .publicKeys())
                .isEqualTo(running.tokens().publicKeys());
        assertThat(LocalAccess.open(ofFile(), stored, OkHttpClient::new, time)
                        .tokens()
                        .verify(token))
                .isEqualTo(claims);
    }

    /** What was sealed anew and what was not are both readable, so whoever is killed in between loses nothing. */
    @Test
    void aRotationThatIsInterruptedGoesOn() {
        var secrets = secrets(ofFile());
        var sealed = new ArrayList<SealedSecret>();
        for (var i = 0; i < 4; i++) sealed.add(secrets.seal(PURPOSE, SECRET));
        LocalAccess.rotate(ofFile());
        for (var i = 0; i < 2; i++)
            sealed.set(i, secrets.rotate(PURPOSE, sealed.get(i)).orElseThrow());

        var next = secrets(ofFile());
        assertThat(sealed)
                .allSatisfy(each -> assertThat(next.open(PURPOSE, each)).isEqualTo(SECRET));
        assertThat(sealed.stream().filter(each -> next.rotate(PURPOSE, each).isPresent()))
                .hasSize(2);
    }

    /** Of two that replace the file at once, none takes away the other's key, with which something may be sealed. */
    @Test
    void rotationsAtTheSameTimeLoseNoKey() throws Exception {
        var sealed = new ArrayList<SealedSecret>();
        sealed.add(secrets(ofFile()).seal(PURPOSE, SECRET));
        var running = new ArrayList<Future<SealedSecret>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<SealedSecret> rotation = () -> {
                LocalAccess.rotate(ofFile());
                return secrets(ofFile()).seal(PURPOSE, SECRET);
            };
            for (var i = 0; i < 8; i++) running.add(threads.submit(rotation));
        }
        for (var each : running) sealed.add(each.get());

        assertThat(Files.readAllLines(directory.resolve("master.key")))
                .hasSize(9)
                .doesNotHaveDuplicates();
        assertThat(sealed)
                .allSatisfy(each ->
                        assertThat(secrets(ofFile()).open(PURPOSE, each)).isEqualTo(SECRET));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsMadeToOpen() {
        failsWith("secret_unreadable", () -> secrets(ofFile()).open(PURPOSE, new SealedSecret("v1.AAAA.AAAA")));
        assertThat(directory.resolve("master.key")).doesNotExist();
        failsWith("master_key_unusable", () -> LocalAccess.rotate(ofFile()));
    }

    @Test
    void severalKeysOfTheSettingsAreOneThatSealsAndSomeThatOpen() {
        var before = secrets(ofSetting(ONE)).seal(PURPOSE, SECRET);
        var both = secrets(ofSetting(OTHER + " " + ONE));

        assertThat(both.open(PURPOSE, before)).isEqualTo(SECRET);
        var after = both.rotate(PURPOSE, before).orElseThrow();
        assertThat(secrets(ofSetting(OTHER)).open(PURPOSE, after)).isEqualTo(SECRET);
        failsWith("master_key_elsewhere", () -> LocalAccess.rotate(ofSetting(ONE)));
    }

    @Test
    void aCommandYieldsTheKeyAndIsRunOnce() throws IOException {
        var counted = script("echo run >> %s/runs; printf ' %s\\n\\n'".formatted(directory, ONE));
        var secrets = secrets(ofCommand(counted + " with arguments"));
        var sealed = secrets.seal(PURPOSE, SECRET);

        assertThat(secrets.open(PURPOSE, sealed)).isEqualTo(SECRET);
        assertThat(secrets(ofSetting(ONE)).open(PURPOSE, sealed)).isEqualTo(SECRET);
        assertThat(directory.resolve("runs")).hasContent("run");
        assertThat(directory.resolve("master.key")).doesNotExist();
    }

    /** No shell: what would be one's language is an argument like any other. */
    @Test
    void aCommandIsGivenToNoShell() {
        failsWith(
                "master_key_unusable",
                () -> secrets(ofCommand("/bin/echo " + ONE + " ; touch " + directory.resolve("made")))
                        .seal(PURPOSE, SECRET));
        assertThat(directory.resolve("made")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "'echo s3cret-word; exit 3', 'exit code 3'",
        "'echo s3cret-word >&2; exit 1', 'exit code 1'",
        "'echo s3cret-word', 'something else than keys'",
        "':', 'something else than keys'"
    })
    void aCommandThatFailsSaysHowAndNotWhatItPrinted(String script, String why) throws IOException {
        var secrets = secrets(ofCommand(script(script)));
        assertThatThrownBy(() -> secrets.seal(PURPOSE, SECRET))
                .hasMessageContaining("access.master-key-command")
                .hasMessageContaining(why)
                .hasMessageNotContaining("s3cret-word")
                .hasStackTraceContaining("master-key-command");
    }

    @Test
    void aCommandThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> secrets(ofCommand("/nowhere/keys --all")).seal(PURPOSE, SECRET))
                .hasMessageContaining("/nowhere/keys")
                .hasMessageNotContaining("--all");
    }

    @Test
    void aCommandThatTakesTooLongIsEndedWithWhatItStarted() throws IOException {
        var command = new KeyCommand(
                script("sleep 60 & echo $! > %s/child; wait".formatted(directory)), Duration.ofSeconds(1));

        assertThatThrownBy(command::output).hasMessageContaining("longer than 1 s");

        var child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
        ProcessHandle.of(child).ifPresent(left -> left.onExit().join());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aCommandAndAKeyExcludeEachOther() {
        assertThatThrownBy(() -> new AccessSettings(
                        directory.resolve("k"), Optional.of(ONE), Optional.of("x"), Optional.empty()))
                .hasMessageContaining("both set")
                .hasMessageNotContaining(ONE);
    }

    private String script(String body) throws IOException {
        var file = Files.writeString(
                directory.resolve("keys-" + Integer.toHexString(body.hashCode())), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private AccessSettings ofFile() {
        return new AccessSettings(
                directory.resolve("master.key"), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private AccessSettings ofSetting(String keys) {
        return new AccessSettings(
                directory.resolve("master.key"), Optional.of(keys), Optional.empty(), Optional.empty());
    }

    private AccessSettings ofCommand(String command) {
        return new AccessSettings(
                directory.resolve("master.key"), Optional.empty(), Optional.of(command), Optional.empty());
    }

    private static EnvelopeSecrets secrets(AccessSettings settings) {
        return new EnvelopeSecrets(new MasterKey(settings));
    }

    private static void failsWith(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AgentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
