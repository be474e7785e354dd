package io.mcpagent.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What must hold for the sealing of secrets. */
public interface SecretPortContract {
    SecretPort secrets();

    @Test
    default void opensWhatItSealed() {
        for (var text : new String[] {"", "geheim 🙂", "x".repeat(100_000)}) {
            var secret = text.getBytes(StandardCharsets.UTF_8);
            assertThat(secrets().open("a test", secrets().seal("a test", secret)))
                    .isEqualTo(secret);
        }
    }

    @Test
    default void whatIsSealedShowsNothingAndIsNeverTheSame() {
        var secret = "correct horse".getBytes(StandardCharsets.UTF_8);
        var sealed = secrets().seal("a test", secret);

        assertThat(sealed.value()).doesNotContain("correct");
        assertThat(sealed).isNotEqualTo(secrets().seal("a test", secret));
    }

    @Test
    default void opensForNoOtherPurposeAndNothingThatWasChanged() {
        var sealed = secrets().seal("a test", "correct horse".getBytes(StandardCharsets.UTF_8));
        refuses("another test", sealed);
        refuses("a test", new SealedSecret(sealed.value() + "A"));
        refuses("a test", new SealedSecret("nonsense"));
    }

    @Test
    default void whatIsUnderTheNewestKeyNeedsNoOther() {
        var sealed = secrets().seal("a test", "correct horse".getBytes(StandardCharsets.UTF_8));

        assertThat(secrets().rotate("a test", sealed)).isEmpty();
        assertThatThrownBy(() -> secrets().rotate("another test", sealed)).isInstanceOf(UpstreamFailure.class);
    }

    private void refuses(String purpose, SealedSecret sealed) {
        assertThatThrownBy(() -> secrets().open(purpose, sealed))
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("secret_unreadable"));
    }
}
