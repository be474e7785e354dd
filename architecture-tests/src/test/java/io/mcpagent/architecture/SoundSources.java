package io.mcpagent.architecture;

import java.util.List;
import java.util.Map;

/** The classes of {@link SoundProject}. */
final class SoundSources {
    private SoundSources() {}

    static void addTo(Map<String, String> files) {
        addLibraries(files);
        add(
                files,
                "agent-domain",
                "domain.conversation",
                "Conversation",
                "public record Conversation(String owner) {}");
        add(files, "agent-domain", "domain.conversation", "MessagePart", """
                public record MessagePart(String origin, String source) {}
                """);
        add(files, "agent-domain", "domain.document", "DocumentCollection", """
                public record DocumentCollection(String owner) {}
                """);
        add(files, "agent-domain", "domain.run", "RunEvent", """
                public sealed interface RunEvent { record RunStarted(String owner) implements RunEvent {} }
                """);
        add(files, "agent-domain", "domain.access", "Caller", "public record Caller(String name) {}");
        add(
                files,
                "agent-domain",
                "domain.llm",
                "LlmPort",
                "public interface LlmPort { String generate(String text); }");
        add(files, "agent-application", "application.llm", "ChatService", """
                import io.mcpagent.domain.access.Caller;
                import io.mcpagent.domain.llm.LlmPort;
                public final class ChatService {
                    private final LlmPort model;
                    public ChatService(LlmPort model) { this.model = model; }
                    public String ask(Caller caller, String question) { return model.generate(question); }
                }
                """);
        addTestkit(files);
        addAdapters(files);
    }

    /** Stand-ins by the same names; what they do is of no interest here. */
    private static void addLibraries(Map<String, String> files) {
        for (var name : List.of(
                "org.jspecify.annotations.NullMarked",
                "org.junit.jupiter.api.Disabled",
                "org.junit.jupiter.api.Nested",
                "org.junit.jupiter.api.Test")) {
            var dot = name.lastIndexOf('.');
            files.put("library/src/main/java/" + name.replace('.', '/') + ".java", """
                    package %s;
                    import java.lang.annotation.*;
                    @Retention(RetentionPolicy.RUNTIME) public @interface %s {}
                    """.formatted(
                            name.substring(0, dot), name.substring(dot + 1)));
        }
    }

    private static void addTestkit(Map<String, String> files) {
        add(files, "agent-testkit", "testkit.llm", "LlmPortContract", """
                import io.mcpagent.domain.llm.LlmPort;
                import org.junit.jupiter.api.Test;
                public interface LlmPortContract {
                    LlmPort model();
                    @Test default void answers() { model().generate("?"); }
                }
                """);
        add(files, "agent-testkit", "testkit.llm", "ScriptedLlm", implementation("ScriptedLlm", "public"));
        addTest(files, "agent-testkit", "testkit.llm", "ScriptedLlmTest", contractTest("ScriptedLlm"));
    }

    private static void addAdapters(Map<String, String> files) {
        add(files, "adapter-llm", "adapter.llm", "LlmSettings", "public record LlmSettings(int threads) {}");
        add(files, "adapter-llm", "adapter.llm", "Llms", """
                import io.mcpagent.domain.llm.LlmPort;
                public final class Llms {
                    private Llms() {}
                    public static LlmPort open(LlmSettings settings) { return new OfflineLlm(); }
                }
                """);
        add(files, "adapter-llm", "adapter.llm", "OfflineLlm", implementation("OfflineLlm", ""));
        addTest(files, "adapter-llm", "adapter.llm", "OfflineLlmTest", contractTest("OfflineLlm"));
        add(
                files,
                "adapter-vector",
                "adapter.vector",
                "Vectors",
                "public final class Vectors { private Vectors() {} }");
        add(files, "bootstrap", "bootstrap", "Main", """
                import io.mcpagent.adapter.llm.LlmSettings;
                import io.mcpagent.adapter.llm.Llms;
                public final class Main {
                    private Main() {}
                    public static void main(String[] arguments) { Llms.open(new LlmSettings(2)).generate("?"); }
                }
                """);
        addTest(files, "architecture-tests", "architecture", "EmptyTest", "class EmptyTest {}");
    }

    static String implementation(String name, String access) {
        return """
                import io.mcpagent.domain.llm.LlmPort;
                %s final class %s implements LlmPort {
                    @Override public String generate(String text) { return text; }
                }
                """.formatted(access, name);
    }

    static String contractTest(String implementation) {
        return """
                import io.mcpagent.domain.llm.LlmPort;
                import io.mcpagent.testkit.llm.LlmPortContract;
                class %1$sTest implements LlmPortContract {
                    @Override public LlmPort model() { return new %1$s(); }
                }
                """.formatted(implementation);
    }

    static void add(Map<String, String> files, String module, String feature, String type, String source) {
        put(files, module + "/src/main/java/", "io.mcpagent." + feature, type, source);
    }

    static void addTest(Map<String, String> files, String module, String feature, String type, String source) {
        put(files, module + "/src/test/java/", "io.mcpagent." + feature, type, source);
    }

    private static void put(Map<String, String> files, String root, String packageName, String type, String source) {
        var folder = root + packageName.replace('.', '/') + "/";
        files.put(folder + type + ".java", "package " + packageName + ";\n" + source);
        var main = folder.replace("/src/test/", "/src/main/");
        if (!files.containsKey(main + "package-info.java"))
            files.put(folder + "package-info.java", packageInfo(packageName));
    }

    static String packageInfo(String name) {
        return "/** Something. */\n@NullMarked\npackage " + name + ";\n\nimport org.jspecify.annotations.NullMarked;\n";
    }
}
