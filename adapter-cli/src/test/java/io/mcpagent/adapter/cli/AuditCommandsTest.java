package io.mcpagent.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.AuditHash;
import io.mcpagent.domain.access.AuditSeal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditCommandsTest extends CliTest {
    @BeforeEach
    void hasChanges() {
        stdin = "correct horse battery\n";
        run("users", "create", "ada@example.org", "--role", "admin", "--password-stdin");
        run("users", "create", "bob@example.org", "--role", "member");
    }

    private AuditSeal seal() {
        return AuditSeal.after(Optional.empty(), host.audit().unsealed(9), Instant.EPOCH);
    }

    @Test
    void listsTheNewestFirst() {
        var listed = run("audit", "list");

        assertThat(listed.exitCode()).isZero();
        assertThat(listed.out().lines())
                .satisfiesExactly(
                        last -> assertThat(last).contains("done", "user.invited", "local", "user "),
                        first -> assertThat(first).contains("done", "user.created"));
        assertThat(listed.out()).doesNotContain("example.org");
        assertThat(run("audit", "list", "-n", "1").out().lines()).hasSize(1);
        assertThat(run("audit", "list", "--action", "user.disabled").err()).contains("There are no such entries.");
        assertThat(run("audit", "list", "--action", "everything").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("audit", "list", "--user", "bob@example.org", "--json").out())
                .isEmpty();
        assertThat(run("audit", "list", "--resource", "user", "--json").outJson())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.path("outcome").asText()).isEqualTo("done"));
    }

    @Test
    void exportsJsonLinesTheOldestFirst() {
        var exported = run("audit", "export");

        assertThat(exported.exitCode()).isZero();
        assertThat(exported.outJson())
                .extracting(entry -> entry.path("action").asText())
                .containsExactly("user.created", "user.invited");
        assertThat(run("audit", "export", "--json").out()).isEqualTo(exported.out());
        assertThat(run("audit", "export", "--from", "yesterday").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void verifiesWhatIsSealedAndCountsWhatIsNot() {
        var fresh = run("audit", "verify");
        assertThat(fresh.exitCode()).isZero();
        assertThat(fresh.out())
                .contains("intact: 0 entries in 0 seals", "not protected: 2")
                .doesNotContain("anchor");

        host.audit().seal(seal());
        var sealed = run("audit", "verify");
        assertThat(sealed.exitCode()).isZero();
        assertThat(sealed.out())
                .contains("intact: 2 entries in 1 seals", "anchor: 1:")
                .doesNotContain("not sealed");
        var json = run("audit", "verify", "--json").outJson().getFirst();
        assertThat(json.path("intact").asBoolean()).isTrue();
        assertThat(json.path("entries").asInt()).isEqualTo(2);
        var anchor = json.path("anchor").asText();
        assertThat(run("audit", "verify", "--anchor", anchor).exitCode()).isZero();
        assertThat(run("audit", "verify", "--anchor", anchor.replaceFirst("1:", "2:"))
                        .exitCode())
                .isEqualTo(ExitCode.FAILED);
        assertThat(run("audit", "verify", "--anchor", "1:x").err()).contains("64 hexadecimal digits");
    }

    @Test
    void saysWhatIsBrokenAndExitsWithOne() {
        var seal = seal();
        host.audit()
                .seal(new AuditSeal(
                        seal.number(),
                        seal.previous(),
                        seal.sealedAt(),
                        seal.entries(),
                        new AuditHash("a".repeat(64))));

        var broken = run("audit", "verify");
        assertThat(broken.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(broken.out()).isEmpty();
        assertThat(broken.err()).contains("Seal 1 over", "was changed");
        var json = run("audit", "verify", "--json");
        assertThat(json.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(json.outJson().getFirst().path("finding").asText()).isEqualTo("changed");
    }
}
