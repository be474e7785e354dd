package io.mcpagent.adapter.persistence.access;

import io.mcpagent.domain.access.ExternalIdentity;
import io.mcpagent.domain.access.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** Which user somebody is whom an identity provider knows. */
@Entity
@IdClass(ExternalIdentityRow.Key.class)
@Table(name = "external_identities")
@SuppressWarnings("NullAway.Init")
class ExternalIdentityRow {
    @Id
    private String issuer;

    @Id
    private String subject;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "claims_at")
    private long claimsAt;

    /** What is one provider's. */
    record Key(String issuer, String subject) {}

    /** For Hibernate. */
    ExternalIdentityRow() {}

    static ExternalIdentityRow of(ExternalIdentity identity) {
        var row = new ExternalIdentityRow();
        row.issuer = identity.issuer();
        row.subject = identity.subject();
        row.userId = identity.user().value();
        row.claimsAt = AccessRows.micros(identity.claimsAt());
        return row;
    }

    ExternalIdentity identity() {
        return new ExternalIdentity(issuer, subject, new UserId(userId), AccessRows.instant(claimsAt));
    }
}
