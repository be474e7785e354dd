package io.mcpagent.domain.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolRule.Decision;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolGateTest {
    private static final Caller EDITOR = new Caller(new UserId("ada"), Set.of(Role.EDITOR), Optional.empty());

    @ParameterizedTest(name = "{0}, {1}, tainted {2}: {3}")
    @CsvSource({
        "READS,      INSIDE, false, Allow",
        "READS,      INSIDE, true,  Allow",
        "REPEATABLE, INSIDE, true,  Allow",
        "ACTS,       INSIDE, true,  Allow",
        "READS,      CLOSED, false, Allow",
        "READS,      CLOSED, true,  Allow",
        "REPEATABLE, CLOSED, false, Ask",
        "REPEATABLE, CLOSED, true,  Ask",
        "ACTS,       CLOSED, false, Ask",
        "ACTS,       CLOSED, true,  Ask",
        "READS,      OPEN,   false, Allow",
        "READS,      OPEN,   true,  Ask",
        "REPEATABLE, OPEN,   false, Ask",
        "ACTS,       OPEN,   false, Ask",
        "ACTS,       OPEN,   true,  Ask",
    })
    void withoutARuleItIsTheNatureOfTheTool(ToolEffect effect, ToolReach reach, boolean tainted, String verdict) {
        var tool = tool("files__write", effect, reach);

        assertThat(word(ToolGate.decide(EDITOR, ToolPolicy.DEFAULT, tool, Json.object(), tainted)))
                .isEqualTo(verdict);
    }

    @Test
    void aToolOfWhichNothingIsKnownIsAskedAbout() {
        var unknown = new ToolDefinition("x__y", "", Json.object(), ToolEffect.ACTS);

        assertThat(ToolGate.decide(EDITOR, ToolPolicy.DEFAULT, unknown, Json.object(), true))
                .isEqualTo(new ToolGate.Verdict.Ask(
                        "x__y acts outside of here, and the run has read text that nobody vouches for"));
    }

    @ParameterizedTest(name = "a rule for {0}: {1}")
    @CsvSource({
        "files__write,  Deny",
        "files__*,      Deny",
        "*,             Deny",
        "f*s__w?ite,    Deny",
        "files__,       Ask",
        "files__read,   Ask",
        "*__read,       Ask",
        "FILES__WRITE,  Ask",
    })
    void aRuleIsForTheToolsThatItNames(String tools, String verdict) {
        assertThat(decide(ToolRule.of(tools, Decision.DENY))).isEqualTo(verdict);
    }

    @Test
    void aToolIsForbiddenWhereNoCallOfItCanBeMade() {
        var deny = ToolRule.of("files__*", Decision.DENY);
        var some = new ToolRule("*", Set.of(), List.of(), Optional.of(true), Set.of(), Decision.DENY);
        var viewers = new ToolRule("*", Set.of(), List.of(), Optional.empty(), Set.of(Role.VIEWER), Decision.DENY);
        var editors = new ToolRule("*", Set.of(), List.of(), Optional.empty(), Set.of(Role.EDITOR), Decision.DENY);
        var ask = ToolRule.of("*", Decision.ASK);

        assertThat(isForbidden(deny)).isTrue();
        assertThat(isForbidden(editors)).isTrue();
        assertThat(isForbidden(some, deny)).isTrue();
        assertThat(isForbidden()).isFalse();
        assertThat(isForbidden(some)).isFalse();
        assertThat(isForbidden(viewers)).isFalse();
        assertThat(isForbidden(ask, deny)).isFalse();
        assertThat(isForbidden(ToolRule.of("mail__*", Decision.DENY))).isFalse();
    }

    private static boolean isForbidden(ToolRule... rules) {
        var tool = tool("files__write", ToolEffect.ACTS, ToolReach.OPEN);
        return ToolGate.isForbidden(EDITOR, ToolPolicy.of(rules), tool);
    }

    @Test
    void theFirstRuleThatAppliesDecides() {
        var allow = ToolRule.of("files__*", Decision.ALLOW);
        var deny = ToolRule.of("*", Decision.DENY);

        assertThat(decide(allow, deny)).isEqualTo("Allow");
        assertThat(decide(deny, allow)).isEqualTo("Deny");
        assertThat(decide(ToolRule.of("mail__*", Decision.DENY), allow)).isEqualTo("Allow");
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "ACTS,  '',    '',     Allow",
        "READS, '',    '',     Ask",
        "ACTS,  true,  '',     Allow",
        "ACTS,  false, '',     Ask",
        "ACTS,  '',    EDITOR, Allow",
        "ACTS,  '',    ADMIN,  Ask",
        "ACTS,  true,  EDITOR, Allow",
        "ACTS,  false, EDITOR, Ask",
    })
    void whatARuleSaysAllHasToHold(ToolEffect effect, String tainted, String role, String verdict) {
        var rule = new ToolRule(
                "*",
                Set.of(effect),
                List.of(),
                tainted.isEmpty() ? Optional.empty() : Optional.of(Boolean.valueOf(tainted)),
                role.isEmpty() ? Set.of() : Set.of(Role.valueOf(role)),
                Decision.ALLOW);

        assertThat(word(ToolGate.decide(EDITOR, ToolPolicy.of(rule), acting(), Json.object(), true)))
                .isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "/tmp/**,             /tmp/a/b,                        Allow",
        "/tmp/*,              /tmp/a,                          Allow",
        "/tmp/*,              /tmp/a/b,                        Ask",
        "/tmp/**,             /etc/passwd,                     Ask",
        "/tmp/**,             /tmp/../etc/passwd,              Ask",
        "/tmp/**,             /tmp/..,                         Ask",
        "/tmp/**,             /tmp/a\\..\\b,                   Ask",
        "/tmp/**,             /tmp/..a,                        Allow",
        "https://a.test/**,   https://a.test/b,                Allow",
        "https://a.test/**,   https://a.test@evil.test/,       Ask",
        "https://a.test/**,   https://a.test.evil.test/,       Ask",
        "https://a.test/p/**, https://a.test/p/%2E%2e/admin,   Ask",
        "https://a.test/p/**, https://a.test/p/..%2fadmin,     Ask",
        "https://a.test/p/**, https://a.test/p/..;/admin,      Ask",
        "https://a.test/p/**, https://a.test/p/%252e%252e%252fadmin, Ask",
        "https://a.test/p/**, https://a.test/p/%c0%ae%c0%ae/admin, Ask",
        "https://a.test/p/**, https://a.test/p/.%00./x,        Ask",
        "https://a.test/p/**, https://a.test/p/q?x=100%25&y=.., Allow",
        "https://a.test/p/**, https://a.test:8443/p/q,         Ask",
        "/tmp/**,             '/tmp/.. /x',                    Ask",
        "/tmp/**,             /tmp/．．/x,             Ask",
        "/tmp/**,             /tmp/..;/x,                      Ask",
        "/tmp/**,             /tmp/..​/etc,               Ask",
        "/tmp/**,             /tmp/..ㅤ/etc,               Ask",
        "/tmp/**,             /tmp/a b;c.d,                    Allow",
        "C:/tmp/**,           C:/tmp/a,                        Allow",
        "file:///srv/**,      file:///srv/a,                   Allow",
        "https://*.a.test/**, https://api.a.test/x,            Allow",
        "https://*.a.test/**, https://api.a.test:8443/x,       Ask",
        "https://*.a.test:8443/**, https://api.a.test:8443/x,  Allow",
        "https://*.a.test/**, https://evil.test?.a.test/x,     Ask",
        "https://*.a.test/**, https://evil.test#.a.test/x,     Ask",
        "https://*.a.test/**, https://evil.test\\.a.test/x,  Ask",
        "https://*.a.test/**, https://evil.test:80.a.test/x,   Ask",
        "https://*.a.test/**, https://u@.a.test/x,             Ask",
        "https://*.a.test/**, https://evil.test%2f.a.test/x,   Ask",
        "*://*.a.test/**,     ' https://evil.test?.a.test/x',  Ask",
        "**.a.test/**,        https://evil.test?.a.test/x,     Ask",
    })
    void anArgumentIsAllowedOnlyWhereItLeadsNowhereElse(String glob, String path, String verdict) {
        var rule = rule("/path", TextPattern.glob(glob), Decision.ALLOW);

        assertThat(decide(arguments("path", Json.of(path)), rule)).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "/etc/**,                /etc/passwd,                     Deny",
        "/etc/**,                /srv/../etc/passwd,              Deny",
        "/etc/**,                //etc/passwd,                    Deny",
        "/etc/**,                /./etc/passwd,                   Deny",
        "/etc/**,                /../../etc/passwd,               Deny",
        "/etc/**,                /srv/%2e%2e/etc/passwd,          Deny",
        "/etc/**,                /srv/%252e%252e/etc/passwd,      Deny",
        "/etc/**,                '/srv/.. /etc/passwd',           Deny",
        "/etc/**,                /srv\\..\\etc/passwd,        Deny",
        "/etc/**,                /%65tc/passwd,                   Deny",
        "/etc/**,                /srv/etc/passwd,                 Ask",
        "/etc/**,                docs/../a,                       Ask",
        "/etc/**,                a 100%25 b,                      Ask",
        "/,                      /srv/..,                         Deny",
        "https://secret.test/**, https://SECRET.test/x,           Deny",
        "https://secret.test/**, https://secret.test:443/x,       Deny",
        "https://secret.test/**, https://u:p@secret.test/x,       Deny",
        "https://secret.test/**, https://secret.test./x,          Deny",
        "https://secret.test/**, HTTPS:\\\\secret.test/x,     Deny",
        "https://secret.test/**, https://other.test/x,            Ask",
        "https://secret.test/a,  https://secret.test/b/../a,      Deny",
    })
    void whatIsForbiddenIsSoByEveryWayThere(String glob, String path, String verdict) {
        var rule = rule("/path", TextPattern.glob(glob), Decision.DENY);

        assertThat(decide(arguments("path", Json.of(path)), rule)).isEqualTo(verdict);
    }

    @Test
    void toAllowAllOfAListHasToFitAndToDenyOneIsEnough() {
        var mixed = Json.array(List.of(Json.of("a@team.test"), Json.of("eve@evil.test")));
        var ours = Json.array(List.of(Json.of("a@team.test")));
        var allow = rule("/to", TextPattern.glob("*@team.test"), Decision.ALLOW);
        var deny = rule("/to", TextPattern.glob("*@evil.test"), Decision.DENY);

        assertThat(decide(arguments("to", mixed), allow)).isEqualTo("Ask");
        assertThat(decide(arguments("to", ours), allow)).isEqualTo("Allow");
        assertThat(decide(arguments("to", Json.array(List.of())), allow)).isEqualTo("Ask");
        assertThat(decide(arguments("to", mixed), deny)).isEqualTo("Deny");
        assertThat(decide(arguments("to", Json.object().with("x", mixed)), deny))
                .isEqualTo("Deny");
        assertThat(decide(arguments("to", ours), deny)).isEqualTo("Ask");
        assertThat(decide(Json.of("no object"), allow)).isEqualTo("Ask");
        assertThat(decide(arguments("cc", ours), allow)).isEqualTo("Ask");
    }

    @Test
    void lineBreaksHideNothing() {
        var deny = rule("/command", TextPattern.regex("rm .*"), Decision.DENY);
        var allow = rule("/command", TextPattern.regex("git status.*"), Decision.ALLOW);

        assertThat(decide(arguments("command", Json.of("rm x\n-rf /")), deny)).isEqualTo("Deny");
        assertThat(decide(arguments("command", Json.of("git status\nrm -rf /")), allow))
                .isEqualTo("Ask");
        assertThat(decide(arguments("command", Json.of("git status -s")), allow))
                .isEqualTo("Allow");
    }

    @Test
    @Timeout(20)
    void aPatternThatTakesTooLongAllowsNothingAndDenies() {
        var evil = TextPattern.regex("(a+)+b");
        var deep = TextPattern.regex("(a|b)*c");
        var text = arguments("x", Json.of("a".repeat(3_000)));
        var huge = arguments("x", Json.of("a".repeat(100_000)));

        assertThat(decide(text, rule("/x", evil, Decision.ALLOW))).isEqualTo("Ask");
        assertThat(decide(text, rule("/x", evil, Decision.DENY))).isEqualTo("Deny");
        assertThat(decide(text, rule("/x", deep, Decision.ALLOW))).isEqualTo("Ask");
        assertThat(decide(huge, rule("/x", TextPattern.glob("**"), Decision.ALLOW)))
                .isEqualTo("Ask");
        assertThat(decide(huge, rule("/x", TextPattern.glob("nothing"), Decision.DENY)))
                .isEqualTo("Deny");
    }

    @Test
    @Timeout(20)
    void aNumberWithABillionDigitsIsNotWrittenOut() {
        var number = arguments("n", new Json.Num(new BigDecimal("1e999999999")));

        assertThat(decide(number, rule("/n", TextPattern.glob("1E*"), Decision.DENY)))
                .isEqualTo("Deny");
    }

    @Test
    void fieldsAreFoundByTheirPointer() {
        var inner = Json.object().with("a/b", Json.array(List.of(Json.of("x"), Json.of("y"))));
        var given = arguments("in", inner);

        assertThat(decide(given, rule("/in/a~1b/1", TextPattern.glob("y"), Decision.DENY)))
                .isEqualTo("Deny");
        assertThat(decide(given, rule("/in/a~1b/0", TextPattern.glob("y"), Decision.DENY)))
                .isEqualTo("Ask");
        assertThat(decide(given, rule("/in/a~1b/7", TextPattern.glob("**"), Decision.DENY)))
                .isEqualTo("Ask");
        assertThat(decide(given, rule("", TextPattern.glob("y"), Decision.DENY)))
                .isEqualTo("Deny");
        assertThat(decide(arguments("flag", Json.of(true)), rule("/flag", TextPattern.glob("true"), Decision.DENY)))
                .isEqualTo("Deny");
    }

    @Test
    void whatCanBeNoRuleSaysWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextPattern.regex("(a"))
                .withMessageContaining("\"(a\" is no regular expression");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArgumentPattern("path", TextPattern.glob("*")))
                .withMessageContaining("such as /path");
        assertThatIllegalArgumentException().isThrownBy(() -> ToolRule.of(" ", Decision.DENY));
        assertThatIllegalArgumentException().isThrownBy(() -> TextPattern.glob("*".repeat(2_000)));
    }

    private static ToolRule rule(String field, TextPattern pattern, Decision decision) {
        return new ToolRule(
                "*", Set.of(), List.of(new ArgumentPattern(field, pattern)), Optional.empty(), Set.of(), decision);
    }

    private static Json.Obj arguments(String name, Json value) {
        return Json.object().with(name, value);
    }

    private static String decide(ToolRule... rules) {
        return decide(Json.object(), rules);
    }

    private static String decide(Json arguments, ToolRule... rules) {
        return word(ToolGate.decide(EDITOR, ToolPolicy.of(rules), acting(), arguments, false));
    }

    private static ToolDefinition acting() {
        return tool("files__write", ToolEffect.ACTS, ToolReach.CLOSED);
    }

    private static ToolDefinition tool(String name, ToolEffect effect, ToolReach reach) {
        return new ToolDefinition(name, "Does.", Json.object(), effect, reach, false);
    }

    private static String word(ToolGate.Verdict verdict) {
        return verdict.getClass().getSimpleName();
    }
}
