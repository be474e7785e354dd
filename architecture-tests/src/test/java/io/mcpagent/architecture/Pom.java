package io.mcpagent.architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A pom as it is written: without its parent's part, without interpolation.
 *
 * @param dependencies also those of profiles
 * @param managedScopes by {@code group:artefact}
 * @param moduleName the manifest's Automatic-Module-Name, as configured for the jar plugin
 */
record Pom(
        Optional<String> group,
        String artifact,
        Optional<String> version,
        Optional<Coordinates> parent,
        List<String> modules,
        Map<String, String> properties,
        List<Dependency> dependencies,
        Map<String, String> managedScopes,
        Optional<String> moduleName) {

    record Coordinates(String group, String artifact, String version) {}

    /** @param scope empty where the management, or Maven, decides */
    record Dependency(String group, String artifact, Optional<String> scope, boolean optional) {
        String key() {
            return group + ":" + artifact;
        }
    }

    static Pom read(Path file) {
        try {
            var document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            return of(document.getDocumentElement());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file + ": cannot be read as a pom", e);
        }
    }

    private static Pom of(Element project) {
        return new Pom(
                text(project, "groupId"),
                required(project, "artifactId"),
                text(project, "version"),
                child(project, "parent").map(Pom::coordinates),
                at(project, "modules", "module").map(Element::getTextContent).toList(),
                properties(project),
                Stream.concat(
                                at(project, "dependencies", "dependency"),
                                at(project, "profiles", "profile", "dependencies", "dependency"))
                        .map(Pom::dependency)
                        .toList(),
                managedScopes(project),
                moduleName(project));
    }

    private static Coordinates coordinates(Element parent) {
        return new Coordinates(
                required(parent, "groupId"), required(parent, "artifactId"), required(parent, "version"));
    }

    private static Dependency dependency(Element dependency) {
        return new Dependency(
                required(dependency, "groupId"),
                required(dependency, "artifactId"),
                text(dependency, "scope"),
                text(dependency, "optional").filter("true"::equals).isPresent());
    }

    private static Map<String, String> properties(Element project) {
        var properties = new HashMap<String, String>();
        child(project, "properties").stream()
                .flatMap(Pom::children)
                .forEach(property -> properties.put(
                        property.getTagName(), property.getTextContent().strip()));
        return properties;
    }

    private static Map<String, String> managedScopes(Element project) {
        var scopes = new HashMap<String, String>();
        at(project, "dependencyManagement", "dependencies", "dependency")
                .map(Pom::dependency)
                .forEach(managed -> managed.scope().ifPresent(scope -> scopes.put(managed.key(), scope)));
        return scopes;
    }

    private static Optional<String> moduleName(Element project) {
        return Stream.concat(
                        at(project, "build", "plugins", "plugin"),
                        at(project, "build", "pluginManagement", "plugins", "plugin"))
                .filter(plugin -> text(plugin, "artifactId")
                        .filter("maven-jar-plugin"::equals)
                        .isPresent())
                .flatMap(plugin -> at(plugin, "configuration", "archive", "manifestEntries", "Automatic-Module-Name"))
                .map(name -> name.getTextContent().strip())
                .findFirst();
    }

    private static String required(Element element, String name) {
        return text(element, name)
                .orElseThrow(() -> new IllegalStateException(element.getTagName() + " without " + name));
    }

    private static Optional<String> text(Element element, String name) {
        return child(element, name).map(found -> found.getTextContent().strip());
    }

    private static Optional<Element> child(Element element, String name) {
        return at(element, name).findFirst();
    }

    private static Stream<Element> at(Element element, String... path) {
        var found = Stream.of(element);
        for (var name : path) {
            found = found.flatMap(Pom::children)
                    .filter(child -> child.getTagName().equals(name));
        }
        return found;
    }

    private static Stream<Element> children(Element element) {
        var nodes = element.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
