package io.mcpagent.domain.access;

import java.util.Optional;
import java.util.Set;

/** What an action is done with, as far as that decides who may. */
public sealed interface Resource {
    /** What belongs to one user, and is there for nobody else. */
    record Owned(ResourceId id, UserId owner) implements Resource {}

    /** What belongs to the installation, such as its users and its tools. */
    record Shared() implements Resource {}

    /**
     * What its owner can let others read and change.
     *
     * @param owner empty for what belongs to the installation: whoever may define agents counts as its owner
     * @param isOpen whether all may read it
     * @param grants those that are known; what concerns others decides nothing, so it may be left out
     */
    record Granted(ResourceId id, Optional<UserId> owner, boolean isOpen, Set<Grant> grants) implements Resource {
        public Granted {
            grants = Set.copyOf(grants);
        }

        public Granted with(Set<Grant> others) {
            return new Granted(id, owner, isOpen, others);
        }

        /** The same for what its owner alone may do, whatever was granted. */
        public Granted forItsOwner() {
            return new Granted(id, owner, false, Set.of());
        }
    }
}
