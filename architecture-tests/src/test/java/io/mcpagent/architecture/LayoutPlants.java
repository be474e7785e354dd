package io.mcpagent.architecture;

import java.util.List;

/** What {@link LayoutRules} and {@link NameRules} must find. */
final class LayoutPlants {
    private static final String LLM = "io.mcpagent.adapter.llm";
    private static final String INFO = "adapter-llm/src/main/java/io/mcpagent/adapter/llm/package-info.java";

    private LayoutPlants() {}

    static List<Plant> all() {
        return List.of(
                Plant.of(
                                "a module's classes lie under its root package",
                                "io.mcpagent.adapter.llms.Planted lies in adapter-llm")
                        .main("adapter-llm", "io.mcpagent.adapter.llms", "Planted", "class Planted {}"),
                Plant.of("a package below the root is named by a feature word", LLM + ".chat in adapter-llm")
                        .main("adapter-llm", LLM + ".chat", "Planted", "class Planted {}"),
                Plant.of("there is no module-info", "agent-domain: module-info.java")
                        .file("agent-domain/src/main/java/module-info.java", MODULE),
                sealedAcrossPackages(),
                Plant.of("a module arrives with its first class", "adapter-vector has no class")
                        .without("adapter-vector/src/main/java/io/mcpagent/adapter/vector/Vectors.java"),
                Plant.of("a port arrives with its first caller", "io.mcpagent.domain.llm.IdlePort is called by nobody")
                        .main(
                                "agent-domain",
                                "io.mcpagent.domain.llm",
                                "IdlePort",
                                "public interface IdlePort { int size(); }")
                        .main("agent-testkit", "io.mcpagent.testkit.llm", "FakeIdle", """
                                public class FakeIdle implements io.mcpagent.domain.llm.IdlePort {
                                    @Override public int size() { return 0; }
                                }
                                """),
                Plant.of("a table arrives with its first caller", "the table idle in adapter-vector")
                        .file("adapter-vector/src/main/resources/db/migration/V1__all.sql", """
                                create table vectors (id text);
                                CREATE TABLE IF NOT EXISTS idle (id text);
                                """),
                Plant.of("a package is null-marked", LLM + " in adapter-llm has no package-info with @NullMarked")
                        .file(INFO, "/** Something. */\npackage " + LLM + ";\n"),
                Plant.of("a package is null-marked", LLM + ".tool in adapter-llm has no package-info with @NullMarked")
                        .test("adapter-llm", LLM + ".tool", "PlantedTest", "class PlantedTest {}"),
                Plant.of("a package says in one paragraph what it is", LLM + " in adapter-llm")
                        .file(INFO, SoundSources.packageInfo(LLM).replace("/** Something. */", "")),
                Plant.of("a package says in one paragraph what it is", LLM + " in adapter-llm")
                        .file(INFO, SoundSources.packageInfo(LLM).replace("Something.", "Something.<p>And more.")),
                Plant.of(
                                "a file has at most 400 lines",
                                "adapter-llm: io/mcpagent/adapter/llm/PlantedTest.java has 402 lines")
                        .test("adapter-llm", LLM, "PlantedTest", "class PlantedTest {" + "\n".repeat(400) + "}\n"),
                hollow("PlantedImpl"),
                hollow("TextUtils"),
                hollow("ModelManager"),
                hollow("AbstractPlant"),
                hollow("DefaultPlant"),
                hollow("PlantBase"),
                Plant.of("no class has a hollow name", "TestHelper")
                        .test("adapter-llm", LLM, "TestHelper", "class TestHelper {} class Database {} class Timpl {}"),
                Plant.of("no package has a hollow name", LLM + ".llm.util has a hollow name")
                        .main("adapter-llm", LLM + ".llm.util", "Planted", "class Planted {}"));
    }

    private static Plant hollow(String name) {
        return Plant.of("no class has a hollow name", LLM + "." + name + " has")
                .main("adapter-llm", LLM, name, "class " + name + " {}");
    }

    private static final String MODULE = "module planted {}";

    /** The compiler allows it in a named module alone, which is why there is to be none. */
    private static Plant sealedAcrossPackages() {
        return Plant.of(
                        "a sealed type shares its package with its cases",
                        "io.mcpagent.domain.run.Case is a case of io.mcpagent.domain.llm.Sealed")
                .file("agent-domain/src/main/java/module-info.java", MODULE)
                .main(
                        "agent-domain",
                        "io.mcpagent.domain.llm",
                        "Sealed",
                        "public sealed interface Sealed permits io.mcpagent.domain.run.Case {}")
                .main(
                        "agent-domain",
                        "io.mcpagent.domain.run",
                        "Case",
                        "public record Case(int size) implements io.mcpagent.domain.llm.Sealed {}");
    }
}
