package io.mcpagent.domain.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A batch of entries, closed. It holds which entries it has and what each of them hashes to, and it follows from the seal
 * before it: to change, drop, add or move one entry is to change all seals from there on.
 *
 * <p>Which entries a seal has is said by it and not by a range of ids or times: another node's entry with an earlier id
 * may be committed later, and goes into a later seal.
 *
 * @param number from 1, without gaps
 * @param entries in the order of their ids
 */
public record AuditSeal(long number, AuditHash previous, Instant sealedAt, List<Leaf> entries, AuditHash hash) {
    /** How many entries one has at most. */
    public static final int MOST = 500;

    /** As texts, since that is how the ids are compared where they are stored. */
    private static final Comparator<Leaf> ORDER =
            Comparator.comparing(leaf -> leaf.id().value().toString());

    /** An entry as it was when it was sealed. */
    public record Leaf(AuditEntryId id, AuditHash hash) {
        static Leaf of(AuditEntry entry) {
            return new Leaf(entry.id(), entry.hash());
        }
    }

    public AuditSeal {
        sealedAt = sealedAt.truncatedTo(ChronoUnit.MICROS);
        entries = List.copyOf(entries);
    }

    /** The one that follows. */
    public static AuditSeal after(Optional<AuditSeal> last, List<AuditEntry> entries, Instant at) {
        var number = last.map(AuditSeal::number).orElse(0L) + 1;
        var previous = last.map(AuditSeal::hash).orElse(AuditHash.NONE);
        var leaves = entries.stream().map(Leaf::of).sorted(ORDER).toList();
        var sealedAt = at.truncatedTo(ChronoUnit.MICROS);
        return new AuditSeal(number, previous, sealedAt, leaves, hash(number, previous, sealedAt, leaves));
    }

    /** Whether its hash is that of what it holds. */
    public boolean isIntact() {
        return hash.equals(hash(number, previous, sealedAt, entries));
    }

    private static AuditHash hash(long number, AuditHash previous, Instant sealedAt, List<Leaf> entries) {
        var digest = new AuditDigest()
                .add("seal")
                .add(number)
                .add(previous.value())
                .add(sealedAt)
                .add(entries.size());
        entries.forEach(
                leaf -> digest.add(leaf.id().value().toString()).add(leaf.hash().value()));
        return digest.hash();
    }
}
