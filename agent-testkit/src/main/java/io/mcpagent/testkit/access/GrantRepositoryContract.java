package io.mcpagent.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Grant;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.access.GrantRepository;
import io.mcpagent.domain.access.Grantee;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.access.ResourceId.Kind;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold for grants. */
public interface GrantRepositoryContract {
    ResourceId BOOKS = new ResourceId(Kind.COLLECTION, "books");
    ResourceId FILMS = new ResourceId(Kind.COLLECTION, "films");
    ResourceId CLERK = new ResourceId(Kind.AGENT, "clerk");
    Grantee ADA = new Grantee.OneUser(new UserId("ada"));
    Grantee EDITORS = new Grantee.EveryoneWith(Role.EDITOR);

    GrantRepository grants();

    @Test
    default void listsWhatIsGrantedOnAThing() {
        grants().save(BOOKS, new Grant(ADA, GrantLevel.READ));
        grants().save(BOOKS, new Grant(EDITORS, GrantLevel.WRITE));
        grants().save(FILMS, new Grant(ADA, GrantLevel.WRITE));

        assertThat(grants().on(BOOKS))
                .containsExactlyInAnyOrder(new Grant(ADA, GrantLevel.READ), new Grant(EDITORS, GrantLevel.WRITE));
        assertThat(grants().on(CLERK)).isEmpty();
        assertThat(grants().on(new ResourceId(Kind.AGENT, "books"))).isEmpty();
    }

    @Test
    default void findsWhatReachesACaller() {
        grants().save(BOOKS, new Grant(ADA, GrantLevel.READ));
        grants().save(BOOKS, new Grant(EDITORS, GrantLevel.WRITE));
        grants().save(FILMS, new Grant(EDITORS, GrantLevel.READ));
        grants().save(CLERK, new Grant(ADA, GrantLevel.WRITE));

        assertThat(grants().reaching(caller("ada", Role.MEMBER), Kind.COLLECTION))
                .isEqualTo(Map.of(BOOKS, Set.of(new Grant(ADA, GrantLevel.READ))));
        assertThat(grants().reaching(caller("ada", Role.EDITOR, Role.VIEWER), Kind.COLLECTION))
                .isEqualTo(Map.of(
                        BOOKS,
                        Set.of(new Grant(ADA, GrantLevel.READ), new Grant(EDITORS, GrantLevel.WRITE)),
                        FILMS,
                        Set.of(new Grant(EDITORS, GrantLevel.READ))));
        assertThat(grants().reaching(caller("ada"), Kind.AGENT))
                .isEqualTo(Map.of(CLERK, Set.of(new Grant(ADA, GrantLevel.WRITE))));
        assertThat(grants().reaching(caller("bob", Role.ADMIN), Kind.COLLECTION))
                .isEmpty();
    }

    /** An id is whatever a token says; it is never a role. */
    @Test
    default void aUserWhoIsNamedAsARoleIsHasNotItsGrants() {
        grants().save(BOOKS, new Grant(EDITORS, GrantLevel.READ));

        for (var name : Set.of("EDITOR", "role:EDITOR", "editor", "%", "_"))
            assertThat(grants().reaching(caller(name, Role.VIEWER), Kind.COLLECTION))
                    .isEmpty();
    }

    @Test
    default void aGranteeHasOneGrantOnAThing() {
        grants().save(BOOKS, new Grant(ADA, GrantLevel.WRITE));
        grants().save(BOOKS, new Grant(ADA, GrantLevel.READ));
        grants().save(BOOKS, new Grant(ADA, GrantLevel.READ));

        assertThat(grants().on(BOOKS)).containsExactly(new Grant(ADA, GrantLevel.READ));
    }

    @Test
    default void whatIsRevokedIsGone() {
        grants().save(BOOKS, new Grant(ADA, GrantLevel.READ));
        grants().save(BOOKS, new Grant(EDITORS, GrantLevel.READ));

        assertThat(grants().remove(BOOKS, ADA)).isTrue();
        assertThat(grants().remove(BOOKS, ADA)).isFalse();
        assertThat(grants().remove(FILMS, EDITORS)).isFalse();
        assertThat(grants().on(BOOKS)).containsExactly(new Grant(EDITORS, GrantLevel.READ));
    }

    @Test
    default void allOnAThingGoTogether() {
        grants().save(BOOKS, new Grant(ADA, GrantLevel.READ));
        grants().save(BOOKS, new Grant(EDITORS, GrantLevel.READ));
        grants().save(FILMS, new Grant(ADA, GrantLevel.READ));

        grants().removeAll(BOOKS);
        grants().removeAll(CLERK);

        assertThat(grants().on(BOOKS)).isEmpty();
        assertThat(grants().on(FILMS)).hasSize(1);
    }

    private static Caller caller(String user, Role... roles) {
        return new Caller(new UserId(user), Set.of(roles), Optional.empty());
    }
}
