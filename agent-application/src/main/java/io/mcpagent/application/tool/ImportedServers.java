package io.mcpagent.application.tool;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerName;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tool servers from the file of another client, as it is: {@code mcpServers} as in {@code .mcp.json} and {@code
 * claude_desktop_config.json}, or {@code servers} as in VS Code's {@code mcp.json}. Nothing of it makes a tool callable.
 *
 * @param servers in the order of the file
 * @param notes what was changed or left out, for people
 */
public record ImportedServers(List<WantedToolServer> servers, List<String> notes) {
    /** Of a call, where an entry says nothing. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

    private static final List<String> HOLDERS = List.of("mcpServers", "servers");
    private static final Set<String> TYPES = Set.of("stdio", "http", "sse", "streamable-http", "streamablehttp");
    private static final Set<String> KNOWN = Set.of(
            "type",
            "transport",
            "command",
            "args",
            "env",
            "cwd",
            "url",
            "httpUrl",
            "headers",
            "oauth",
            "auth",
            "disabled",
            "enabled");
    private static final Set<String> GRANTING =
            Set.of("autoApprove", "alwaysAllow", "trust", "includeTools", "excludeTools", "disabledTools");

    public ImportedServers {
        servers = List.copyOf(servers);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a file.
     *
     * @param variables what {@code ${NAME}} stands for; no other name is looked up anywhere
     * @throws InvalidRequest with code {@code import_invalid} that tells all that is wrong
     */
    public static ImportedServers read(Json.Obj file, Map<String, String> variables) {
        return new Reading(new Placeholders(variables)).read(file);
    }

    private static final class Reading {
        private final Placeholders placeholders;
        private final List<String> problems = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final Set<String> names = new HashSet<>();

        Reading(Placeholders placeholders) {
            this.placeholders = placeholders;
        }

        ImportedServers read(Json.Obj file) {
            var found = new ArrayList<WantedToolServer>();
            entries(file).forEach((name, entry) -> {
                if (entry instanceof Json.Obj object) server(name, object).ifPresent(found::add);
                else problems.add("%s: it is no object.".formatted(shown(name)));
            });
            if (found.isEmpty() && problems.isEmpty()) problems.add("It names no server.");
            if (!problems.isEmpty())
                throw new InvalidRequest("import_invalid", "Nothing was added. " + String.join(" ", problems));
            return new ImportedServers(found, notes);
        }

        private Map<String, Json> entries(Json.Obj file) {
            for (var holder : HOLDERS) {
                if (file.get(holder).orElse(new Json.Null()) instanceof Json.Obj(var members)) return members;
            }
            // The servers alone, as documentation often shows them.
            var isBare = !file.members().isEmpty()
                    && file.members().values().stream()
                            .allMatch(value -> value instanceof Json.Obj entry
                                    && (entry.get("command").isPresent()
                                            || entry.get("url").isPresent()
                                            || entry.get("httpUrl").isPresent()));
            if (isBare) return file.members();
            problems.add("It has neither mcpServers, as .mcp.json and claude_desktop_config.json do, nor servers.");
            return Map.of();
        }

        private Optional<WantedToolServer> server(String given, Json.Obj entry) {
            var before = problems.size();
            var name = name(given);
            var fields = new Entry(given, entry);
            tellWhatIsLeftOut(given, entry);
            var address = fields.address();
            var enabled = fields.flag("enabled", true) && !fields.flag("disabled", false);
            placeholders
                    .missing()
                    .forEach(missing -> problems.add("%s: ${%s} has no value. Set that variable, or write the value."
                            .formatted(shown(given), missing)));
            if (name.isEmpty() || address.isEmpty() || problems.size() > before) return Optional.empty();
            var server = new ToolServer(name.get(), address.get(), Set.of(), List.of(), USUAL_TIMEOUT);
            return Optional.of(new WantedToolServer(server, enabled, false));
        }

        private Optional<ToolServerName> name(String given) {
            var plain =
                    given.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
            var name = plain.substring(0, Math.min(plain.length(), 32));
            if (name.isEmpty()) problems.add("\"%s\" is no name for a server here.".formatted(shown(given)));
            else if (!names.add(name))
                problems.add("%s: another one would be named %s too.".formatted(shown(given), name));
            else {
                if (!name.equals(given)) notes.add("%s is named %s here.".formatted(shown(given), name));
                return Optional.of(new ToolServerName(name));
            }
            return Optional.empty();
        }

        private void tellWhatIsLeftOut(String given, Json.Obj entry) {
            for (var member : entry.members().keySet()) {
                if (GRANTING.contains(member))
                    notes.add("%s: %s was left out; tools are approved here one by one, with `tool-servers pins`."
                            .formatted(shown(given), member));
                else if (!KNOWN.contains(member))
                    notes.add("%s: %s is not known here and was left out.".formatted(shown(given), shown(member)));
            }
        }

        /** The members of one entry; what is wrong is told with its name. */
        private final class Entry {
            private final String name;
            private final Json.Obj entry;

            Entry(String name, Json.Obj entry) {
                this.name = name;
                this.entry = entry;
            }

            Optional<ToolServerAddress> address() {
                var type = text("type").or(() -> text("transport")).map(word -> word.toLowerCase(Locale.ROOT));
                type.filter(word -> !TYPES.contains(word))
                        .ifPresent(word -> wrong("type", "is not known: " + shown(word)));
                var command = text("command");
                var url = text("url").or(() -> text("httpUrl"));
                if (command.isPresent() == url.isPresent()) {
                    problems.add("%s: it needs either a command or a url%s."
                            .formatted(shown(name), command.isPresent() ? ", and has both" : ""));
                    return Optional.empty();
                }
                if (command.isPresent())
                    return Optional.of(
                            new ToolServerAddress.Process(command.get(), texts("args"), named("env"), text("cwd")));
                var client = client();
                return url.flatMap(this::uri).map(uri -> new ToolServerAddress.Http(uri, named("headers"), client));
            }

            private Optional<ToolServerClient> client() {
                var found = ImportedClient.in(entry);
                found.ifPresent(client -> {
                    client.problems().forEach(problem -> problems.add("%s: %s".formatted(shown(name), problem)));
                    client.notes().forEach(note -> notes.add("%s: %s".formatted(shown(name), note)));
                });
                return found.flatMap(client -> client.filled(placeholders));
            }

            private Optional<URI> uri(String text) {
                try {
                    return Optional.of(new URI(text));
                } catch (URISyntaxException none) {
                    wrong("url", "is no URL");
                    return Optional.empty();
                }
            }

            private Optional<String> text(String member) {
                var value = given(member);
                if (value.isEmpty()) return Optional.empty();
                if (value.get() instanceof Json.Str(var text)) return Optional.of(placeholders.filled(text));
                wrong(member, "has to be a text");
                return Optional.empty();
            }

            boolean flag(String member, boolean usual) {
                var value = given(member);
                if (value.isPresent() && value.get() instanceof Json.Bool(var flag)) return flag;
                if (value.isPresent()) wrong(member, "has to be true or false");
                return usual;
            }

            private List<String> texts(String member) {
                var value = given(member);
                if (value.isEmpty()) return List.of();
                var texts = new ArrayList<String>();
                if (value.get() instanceof Json.Arr(var elements))
                    elements.forEach(element -> plain(element)
                            .ifPresentOrElse(texts::add, () -> wrong(member, "has to be a list of texts")));
                else wrong(member, "has to be a list of texts");
                return texts;
            }

            private Map<String, String> named(String member) {
                var value = given(member);
                if (value.isEmpty()) return Map.of();
                var texts = new LinkedHashMap<String, String>();
                if (value.get() instanceof Json.Obj(var members))
                    members.forEach((key, element) -> plain(element)
                            .ifPresentOrElse(
                                    text -> texts.put(key, text),
                                    () -> wrong(member + "." + shown(key), "has to be a text")));
                else wrong(member, "has to be an object of texts");
                return texts;
            }

            /** Numbers and flags stand for how they are written, as people write them there. */
            private Optional<String> plain(Json element) {
                return switch (element) {
                    case Json.Str(var text) -> Optional.of(placeholders.filled(text));
                    case Json.Num(var number) -> Optional.of(number.toString());
                    case Json.Bool(var flag) -> Optional.of(Boolean.toString(flag));
                    case Json.Obj other -> Optional.empty();
                    case Json.Arr other -> Optional.empty();
                    case Json.Null none -> Optional.empty();
                };
            }

            private Optional<Json> given(String member) {
                return entry.get(member).filter(value -> !(value instanceof Json.Null));
            }

            private void wrong(String member, String what) {
                var problem = "%s: %s %s.".formatted(shown(name), member, what);
                if (!problems.contains(problem)) problems.add(problem);
            }
        }

        private static String shown(String name) {
            return name.length() <= 60 ? name : name.substring(0, 60) + "…";
        }
    }
}
