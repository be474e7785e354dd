package io.mcpagent.adapter.cli;

import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.AuditQuery;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.InvalidRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which audit entries are meant; all that is given has to hold. */
final class AuditFilter {
    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "By whom: the name to sign in by, or an id as the entries have it.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            converter = ActionConverter.class,
            description = "What, as in user.created.")
    private Optional<AuditAction> action = Optional.empty();

    @Option(
            names = "--resource",
            paramLabel = "KIND[/ID]",
            description = "With what, as in collection or collection/ID.")
    private Optional<String> resource = Optional.empty();

    @Option(names = "--from", paramLabel = "TIME", description = "Not before, as in 2027-01-31T12:00:00Z.")
    private Optional<Instant> from = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", description = "Not after.")
    private Optional<Instant> until = Optional.empty();

    /** @throws InvalidRequest with code {@code audit_filter_invalid} for a user or a resource that is blank */
    AuditQuery query(People people) {
        Stream.concat(user.stream(), resource.stream().flatMap(given -> Stream.of(given.split("/", 2))))
                .filter(String::isBlank)
                .forEach(blank -> {
                    throw new InvalidRequest(
                            "audit_filter_invalid",
                            "A user is a name or an id, and a resource KIND or KIND/ID, as in collection; something of that is blank.");
                });
        return new AuditQuery(
                user.map(given -> given.contains("@") ? people.id(given) : new UserId(given)),
                action,
                resource.map(given -> given.split("/", 2)[0]),
                resource.filter(given -> given.contains("/")).map(given -> given.split("/", 2)[1]),
                from,
                until);
    }
}
