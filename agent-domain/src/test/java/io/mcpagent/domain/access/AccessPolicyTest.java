package io.mcpagent.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.AccessPolicy.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "ada, ada, true",
        "ada, bob, false",
        "bob, ada, false",
        "local, local, true",
        "local, ada, false",
        "ada, local, false",
        "ada, Ada, false",
        "ada, 'ada ', false"
    })
    void anOwnerMayAndNobodyElse(String caller, String owner, boolean allowed) {
        var who = new Caller(new UserId(caller));
        var whose = new UserId(owner);

        assertThat(AccessPolicy.allows(who, whose)).isEqualTo(allowed);
        assertThat(AccessPolicy.decide(who, whose))
                .isInstanceOf(allowed ? Decision.Allowed.class : Decision.Denied.class);
    }
}
