package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.transaction.Entities;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Grant;
import io.mcpagent.domain.access.GrantRepository;
import io.mcpagent.domain.access.Grantee;
import io.mcpagent.domain.access.ResourceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Grants. */
public final class JpaGrantRepository implements GrantRepository {
    private static final String OF_ONE = " where kind = ?1 and resource = ?2";

    private final Entities entities;

    public JpaGrantRepository(Entities entities) {
        this.entities = entities;
    }

    private record Reaching(ResourceId resource, Grant grant) {}

    @Override
    public List<Grant> on(ResourceId resource) {
        return entities
                .read(session -> session.createSelectionQuery("from GrantRow" + OF_ONE, GrantRow.class)
                        .setParameter(1, resource.kind().name())
                        .setParameter(2, resource.id())
                        .getResultList())
                .stream()
                .map(GrantRow::grant)
                .toList();
    }

    /** In plain SQL, as searches and questions ask it. */
    @Override
    public Map<ResourceId, Set<Grant>> reaching(Caller caller, ResourceId.Kind kind) {
        var grantees = new ArrayList<Object>();
        grantees.add(GrantRow.word(new Grantee.OneUser(caller.user())));
        caller.roles().stream()
                .sorted()
                .map(role -> GrantRow.word(new Grantee.EveryoneWith(role)))
                .forEach(grantees::add);
        var sql = "SELECT grantee, resource, level FROM grants WHERE grantee IN (%s) AND kind = ?"
                .formatted(String.join(", ", Collections.nCopies(grantees.size(), "?")));
        grantees.add(kind.name());
        var found = entities.database()
                .read(session -> session.query(
                        sql,
                        row -> new Reaching(
                                new ResourceId(kind, row.getString("resource")),
                                GrantRow.grant(row.getString("grantee"), row.getString("level"))),
                        grantees.toArray()));
        var reaching = new HashMap<ResourceId, Set<Grant>>();
        found.forEach(one -> reaching.computeIfAbsent(one.resource(), none -> new HashSet<>())
                .add(one.grant()));
        return reaching;
    }

    @Override
    public void save(ResourceId resource, Grant grant) {
        entities.write(session -> {
            session.upsert(GrantRow.of(resource, grant));
            return true;
        });
    }

    @Override
    public boolean remove(ResourceId resource, Grantee grantee) {
        return entities.write(session -> session.createMutationQuery("delete GrantRow" + OF_ONE + " and grantee = ?3")
                        .setParameter(1, resource.kind().name())
                        .setParameter(2, resource.id())
                        .setParameter(3, GrantRow.word(grantee))
                        .executeUpdate()
                > 0);
    }

    /** In plain SQL, as it goes with each collection that is deleted. */
    @Override
    public void removeAll(ResourceId resource) {
        entities.database()
                .write(session -> session.update(
                        "DELETE FROM grants WHERE kind = ? AND resource = ?",
                        resource.kind().name(),
                        resource.id()));
    }
}
