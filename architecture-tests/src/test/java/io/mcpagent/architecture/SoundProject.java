package io.mcpagent.architecture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The smallest project that breaks no rule: one port with all that belongs to it. Violations are planted in it. */
final class SoundProject {
    private static final List<String> MODULES = List.of(
            "agent-domain",
            "agent-application",
            "agent-testkit",
            "adapter-llm",
            "adapter-vector",
            "bootstrap",
            "architecture-tests");

    private SoundProject() {}

    /** Its files, by path. */
    static Map<String, String> files() {
        var files = new TreeMap<String, String>();
        files.put("pom.xml", parentPom());
        files.put("agent-domain/pom.xml", pom("agent-domain", "io.mcpagent.domain"));
        files.put("agent-application/pom.xml", pom("agent-application", "io.mcpagent.application", "agent-domain"));
        files.put("agent-testkit/pom.xml", pom("agent-testkit", "io.mcpagent.testkit", "agent-domain"));
        files.put("adapter-llm/pom.xml", adapterPom("llm"));
        files.put("adapter-vector/pom.xml", adapterPom("vector"));
        files.put(
                "bootstrap/pom.xml",
                pom(
                        "bootstrap",
                        "io.mcpagent.bootstrap",
                        "agent-domain",
                        "agent-application",
                        "adapter-llm",
                        "adapter-vector"));
        files.put(
                "architecture-tests/pom.xml",
                pom(
                        "architecture-tests",
                        "io.mcpagent.architecture",
                        "agent-domain",
                        "agent-application",
                        "agent-testkit",
                        "adapter-llm",
                        "adapter-vector",
                        "bootstrap"));
        SoundSources.addTo(files);
        return files;
    }

    static String parentPom(String... moreModules) {
        var modules = new StringBuilder();
        MODULES.forEach(name -> modules.append("<module>" + name + "</module>"));
        for (var name : moreModules) modules.append("<module>" + name + "</module>");
        return """
                <project>
                  <groupId>io.mcpagent</groupId><artifactId>mcp-agent-parent</artifactId><version>0.1.0-SNAPSHOT</version>
                  <modules>%s</modules>
                  <dependencies>
                    <dependency><groupId>org.jspecify</groupId><artifactId>jspecify</artifactId><scope>provided</scope></dependency>
                    <dependency><groupId>org.assertj</groupId><artifactId>assertj-core</artifactId><scope>test</scope></dependency>
                  </dependencies>
                  <build><pluginManagement><plugins><plugin>
                    <artifactId>maven-jar-plugin</artifactId>
                    <configuration><archive><manifestEntries>
                      <Automatic-Module-Name>${automatic.module.name}</Automatic-Module-Name>
                    </manifestEntries></archive></configuration>
                  </plugin></plugins></pluginManagement></build>
                </project>
                """.formatted(modules);
    }

    static String adapterPom(String name, String... more) {
        return pom("adapter-" + name, "io.mcpagent.adapter." + name, "agent-domain", "agent-application")
                .replace("</dependencies>", "%s</dependencies>".formatted(String.join("", more)));
    }

    static String pom(String name, String moduleName, String... dependencies) {
        var listed = new StringBuilder();
        for (var artifact : dependencies) listed.append(dependency("io.mcpagent", artifact));
        return """
                <project>
                  <parent>
                    <groupId>io.mcpagent</groupId><artifactId>mcp-agent-parent</artifactId><version>0.1.0-SNAPSHOT</version>
                  </parent>
                  <artifactId>%s</artifactId>
                  <properties><automatic.module.name>%s</automatic.module.name></properties>
                  <dependencies>%s</dependencies>
                </project>
                """.formatted(name, moduleName, listed);
    }

    static String dependency(String group, String artifact) {
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId></dependency>".formatted(group, artifact);
    }
}
