package io.mcpagent.application.access;

import io.mcpagent.application.access.AuditVerdict.Broken;
import io.mcpagent.application.access.AuditVerdict.Finding;
import io.mcpagent.application.access.AuditVerdict.Intact;
import io.mcpagent.domain.access.AuditEntry;
import io.mcpagent.domain.access.AuditEntryId;
import io.mcpagent.domain.access.AuditHash;
import io.mcpagent.domain.access.AuditRepository;
import io.mcpagent.domain.access.AuditRepository.Sealed;
import io.mcpagent.domain.access.AuditSeal;
import io.mcpagent.domain.access.AuditSeal.Leaf;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.util.List;
import java.util.Optional;

/**
 * One walk over the seals in their order, each compared with the one before it and with the entries that say they are of
 * it. Holds one seal's entries at a time; what is sealed meanwhile is walked over too.
 */
final class AuditVerification {
    private static final int SEALS_AT_ONCE = 50;
    private static final int MOST_UNSEALED = 10_000;

    private final AuditRepository audit;
    private final Optional<AuditAnchor> anchor;
    private Optional<AuditSeal> last = Optional.empty();
    private long entries;

    AuditVerification(AuditRepository audit, Optional<AuditAnchor> anchor) {
        this.audit = audit;
        this.anchor = anchor;
    }

    AuditVerdict verdict() {
        try {
            var broken = firstBroken();
            if (broken.isPresent()) return broken.get();
            return new Intact(entries, number(), audit.unsealed(MOST_UNSEALED).size(), last.map(AuditAnchor::of));
        } catch (UpstreamFailure unreadable) {
            if (!unreadable.code().equals("audit_unreadable")) throw unreadable;
            return new Broken(Finding.CHANGED, number() + 1, Optional.empty(), unreadable.getMessage());
        }
    }

    private Optional<Broken> firstBroken() {
        while (true) {
            var seals = audit.seals(number(), SEALS_AT_ONCE);
            for (var seal : seals) {
                var broken = broken(seal);
                if (broken.isPresent()) return broken;
                entries += seal.entries().size();
                last = Optional.of(seal);
            }
            if (!seals.isEmpty()) continue;
            var stray = marked();
            // It may have been sealed since the seals were read.
            if (stray.isPresent() && !audit.seals(number(), 1).isEmpty()) continue;
            return stray.map(this::cutOff).or(this::beforeTheAnchor);
        }
    }

    private long number() {
        return last.map(AuditSeal::number).orElse(0L);
    }

    /** The next entries that say they are sealed. */
    private Optional<Sealed> marked() {
        return audit.sealed(last.isEmpty() ? Long.MIN_VALUE : number() + 1);
    }

    private Optional<Broken> broken(AuditSeal seal) {
        if (seal.number() != number() + 1)
            return Optional.of(ofSeal(Finding.MISSING, number() + 1, "Seal %d is missing.".formatted(number() + 1)));
        return brokenOrder(seal)
                .or(() -> brokenEntries(seal, marked()))
                .or(() -> brokenChain(seal))
                .or(() -> otherThanTheAnchor(seal));
    }

    private static Optional<Broken> brokenOrder(AuditSeal seal) {
        var leaves = seal.entries();
        for (var i = 1; i < leaves.size(); i++) {
            if (text(leaves.get(i - 1).id()).compareTo(text(leaves.get(i).id())) >= 0)
                return Optional.of(
                        ofEntry(Finding.REORDERED, seal, leaves.get(i).id()));
        }
        return Optional.empty();
    }

    private Optional<Broken> brokenChain(AuditSeal seal) {
        if (!seal.isIntact())
            return Optional.of(ofSeal(
                    Finding.CHANGED,
                    seal.number(),
                    "Seal %d over %s was changed.".formatted(seal.number(), span(seal))));
        if (!seal.previous().equals(last.map(AuditSeal::hash).orElse(AuditHash.NONE)))
            return Optional.of(ofSeal(
                    Finding.REORDERED,
                    seal.number(),
                    "Seal %d does not follow from the one before it; one of them was put in the place of another."
                            .formatted(seal.number())));
        return Optional.empty();
    }

    private Optional<Broken> otherThanTheAnchor(AuditSeal seal) {
        return anchor.filter(
                        kept -> kept.number() == seal.number() && !kept.hash().equals(seal.hash()))
                .map(kept -> ofSeal(
                        Finding.CHANGED,
                        seal.number(),
                        "Seal %d is another than the anchor: it, or something before it, was made anew since the anchor was taken."
                                .formatted(seal.number())));
    }

    private Optional<Broken> beforeTheAnchor() {
        return anchor.filter(kept -> kept.number() > number())
                .map(kept -> ofSeal(
                        Finding.TRUNCATED,
                        kept.number(),
                        "The log ends with seal %d, and the anchor is seal %d: its end was cut off."
                                .formatted(number(), kept.number())));
    }

    /** Entries of a seal that is not there. */
    private Broken cutOff(Sealed stray) {
        return new Broken(
                stray.number() > number() ? Finding.TRUNCATED : Finding.ADDED,
                stray.number(),
                Optional.of(stray.entries().getFirst().id()),
                "The entry %s says that it is of seal %d, which is not there."
                        .formatted(stray.entries().getFirst().id().value(), stray.number()));
    }

    private Optional<Broken> brokenEntries(AuditSeal seal, Optional<Sealed> marked) {
        var before = marked.filter(found -> found.number() < seal.number());
        if (before.isPresent()) return before.map(this::cutOff);
        var found = marked.filter(of -> of.number() == seal.number())
                .map(Sealed::entries)
                .orElse(List.of());
        var leaves = seal.entries();
        for (var i = 0; i < Math.max(leaves.size(), found.size()); i++) {
            var wrong = compared(seal, i < leaves.size() ? Optional.of(leaves.get(i)) : Optional.empty(), i, found);
            if (wrong.isPresent()) return wrong;
        }
        return Optional.empty();
    }

    /** Both are in the order of ids, so the first difference says which of the two has something that the other has not. */
    private static Optional<Broken> compared(AuditSeal seal, Optional<Leaf> leaf, int place, List<AuditEntry> found) {
        var entry = place < found.size() ? Optional.of(found.get(place)) : Optional.<AuditEntry>empty();
        if (leaf.isEmpty()) return entry.map(extra -> ofEntry(Finding.ADDED, seal, extra.id()));
        if (entry.isEmpty())
            return Optional.of(ofEntry(Finding.MISSING, seal, leaf.get().id()));
        var order = text(leaf.get().id()).compareTo(text(entry.get().id()));
        if (order < 0)
            return Optional.of(ofEntry(Finding.MISSING, seal, leaf.get().id()));
        if (order > 0)
            return Optional.of(ofEntry(Finding.ADDED, seal, entry.get().id()));
        return leaf.get().hash().equals(entry.get().hash())
                ? Optional.empty()
                : Optional.of(ofEntry(Finding.CHANGED, seal, leaf.get().id()));
    }

    private static Broken ofEntry(Finding finding, AuditSeal seal, AuditEntryId id) {
        var message = switch (finding) {
            case CHANGED -> "The entry %s of seal %d was changed.";
            case ADDED -> "The entry %s was added to seal %d.";
            case REORDERED -> "The entry %s of seal %d was put in another place.";
            case MISSING, TRUNCATED -> "The entry %s of seal %d is missing.";
        };
        return new Broken(finding, seal.number(), Optional.of(id), message.formatted(id.value(), seal.number()));
    }

    private static Broken ofSeal(Finding finding, long number, String message) {
        return new Broken(finding, number, Optional.empty(), message);
    }

    private static String span(AuditSeal seal) {
        return seal.entries().isEmpty()
                ? "no entries"
                : "the entries %s to %s"
                        .formatted(
                                text(seal.entries().getFirst().id()),
                                text(seal.entries().getLast().id()));
    }

    private static String text(AuditEntryId id) {
        return id.value().toString();
    }
}
