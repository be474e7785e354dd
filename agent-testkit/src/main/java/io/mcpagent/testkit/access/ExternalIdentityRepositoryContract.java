package io.mcpagent.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.ExternalIdentity;
import io.mcpagent.domain.access.ExternalIdentityRepository;
import io.mcpagent.domain.access.UserId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What holds for each {@link ExternalIdentityRepository}. */
public interface ExternalIdentityRepositoryContract {
    ExternalIdentityRepository externalIdentities();

    private static ExternalIdentity identity(String issuer, String subject, String user) {
        return new ExternalIdentity(issuer, subject, new UserId(user), Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Test
    default void findsWhatWasSavedByIssuerAndSubject() {
        var ada = identity("https://a.example", "7", "ada");
        var bea = identity("https://b.example", "7", "bea");
        var cid = identity("https://a.example", "' OR '1'='1", "cid");
        externalIdentities().save(ada);
        externalIdentities().save(bea);
        externalIdentities().save(cid);

        assertThat(externalIdentities().find("https://a.example", "7")).hasValue(ada);
        assertThat(externalIdentities().find("https://b.example", "7")).hasValue(bea);
        assertThat(externalIdentities().find("https://a.example", "' OR '1'='1"))
                .hasValue(cid);
        assertThat(externalIdentities().find("https://a.example", "8")).isEmpty();
        assertThat(externalIdentities().find("https://A.example", "7")).isEmpty();
    }

    @Test
    default void savingAgainReplaces() {
        var ada = identity("https://a.example", "7", "ada");
        externalIdentities().save(ada);
        var later = ada.at(Instant.parse("2026-02-02T03:04:05Z"));

        externalIdentities().save(later);

        assertThat(externalIdentities().find("https://a.example", "7")).hasValue(later);
    }
}
