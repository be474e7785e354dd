package io.mcpagent.architecture;

import java.util.List;

/** What {@link ContractRules} and {@link TestRules} must find. */
final class TestPlants {
    private static final String LLM = "io.mcpagent.adapter.llm";
    private static final String COVERED = "an implementation of a port runs the port's contract";
    private static final String SKIPS = "no test skips itself";
    private static final String CONTRACT = "io.mcpagent.testkit.llm.LlmPortContract";

    private TestPlants() {}

    static List<Plant> all() {
        return List.of(
                Plant.of(
                                "a port has a contract in agent-testkit",
                                "io.mcpagent.domain.llm.LonelyPort has no io.mcpagent.testkit.llm.LonelyPortContract")
                        .main("agent-domain", "io.mcpagent.domain.llm", "LonelyPort", "public interface LonelyPort {}"),
                Plant.of("a port has a contract in agent-testkit", "io.mcpagent.domain.llm.LlmPort has no " + CONTRACT)
                        .main("agent-testkit", "io.mcpagent.testkit.llm", "LlmPortContract", """
                                public interface LlmPortContract { io.mcpagent.domain.llm.LlmPort model(); }
                                """),
                Plant.of("a port has a fake in agent-testkit", "io.mcpagent.domain.llm.LonelyPort has no fake")
                        .main("agent-domain", "io.mcpagent.domain.llm", "LonelyPort", "public interface LonelyPort {}"),
                Plant.of(COVERED, LLM + ".OfflineLlm has no test in adapter-llm that implements " + CONTRACT)
                        .without("adapter-llm/src/test/java/io/mcpagent/adapter/llm/OfflineLlmTest.java"),
                Plant.of(COVERED, LLM + ".OfflineLlm has no test in adapter-llm that implements " + CONTRACT)
                        .test(
                                "adapter-llm",
                                LLM,
                                "OfflineLlmTest",
                                SoundSources.contractTest("OfflineLlm").replace("class", "abstract class")),
                Plant.of(COVERED, "io.mcpagent.testkit.llm.ScriptedLlm has no test in agent-testkit")
                        .without("agent-testkit/src/test/java/io/mcpagent/testkit/llm/ScriptedLlmTest.java"),
                Plant.of(COVERED, "io.mcpagent.application.llm.CachedLlm has no test in agent-application")
                        .main(
                                "agent-application",
                                "io.mcpagent.application.llm",
                                "CachedLlm",
                                SoundSources.implementation("CachedLlm", "public")),
                Plant.of(COVERED, LLM + ".SecondLlm has no test in adapter-llm")
                        .main("adapter-llm", LLM, "SecondLlm", SoundSources.implementation("SecondLlm", "")),
                Plant.of("a class with tests is one that the build runs", LLM + ".Planted has tests that nobody runs")
                        .test(
                                "adapter-llm",
                                LLM,
                                "Planted",
                                "class Planted { @org.junit.jupiter.api.Test void runs() {} }"),
                Plant.of(
                                "a class with tests is one that the build runs",
                                LLM + ".PlantedTest$Inner has tests that nobody runs")
                        .test("adapter-llm", LLM, "PlantedTest", """
                                import org.junit.jupiter.api.Nested;
                                import org.junit.jupiter.api.Test;
                                class PlantedTest {
                                    @Nested class Found { @Test void runs() {} }
                                    static class Inner { @Test void runs() {} }
                                }
                                """),
                test(SKIPS, "Disabled", "@org.junit.jupiter.api.Disabled void waits() {}"),
                test(SKIPS, "Assumptions", "void waits() { org.junit.jupiter.api.Assumptions.assumeTrue(false); }")
                        .library("org.junit.jupiter.api", "Assumptions", """
                                public class Assumptions { public static void assumeTrue(boolean holds) {} }
                                """),
                test(SKIPS, "condition.EnabledOnOs", "@org.junit.jupiter.api.condition.EnabledOnOs void waits() {}")
                        .library("org.junit.jupiter.api.condition", "EnabledOnOs", "public @interface EnabledOnOs {}"),
                test("no test sleeps", "sleeps", "void waits() throws InterruptedException { Thread.sleep(1); }"));
    }

    private static Plant test(String sentence, String reported, String method) {
        return Plant.of(sentence, reported)
                .test("adapter-llm", LLM, "PlantedTest", "class PlantedTest { " + method + " }");
    }
}
