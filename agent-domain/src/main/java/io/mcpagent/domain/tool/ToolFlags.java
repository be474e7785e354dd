package io.mcpagent.domain.tool;

import io.mcpagent.domain.json.CanonicalJson;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolFlag.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds in a tool's definition what a person should look at. A help for people who read it, and no wall: what it does not
 * find may be there all the same, which is why a person approves each definition.
 */
public final class ToolFlags {
    private static final int MOST = 50;
    private static final int LONG_NAME = 64;
    private static final int LONG_DESCRIPTION = 4_000;
    private static final int LONG_TEXT = 1_500;
    private static final int LARGE_DEFINITION = 50_000;
    /** What is looked at of one definition, in UTF-16 code units; one with more is flagged as too large anyway. */
    private static final int READ = LARGE_DEFINITION;

    private static final Pattern ADDRESS = Pattern.compile(
            "!\\[[^\\]\\n]{0,200}\\]\\([^)\\s]{1,500}|<img\\b[^>]{0,500}|(?:https?|ftp|wss?)://[^\\s\"'<>()]{1,200}\\?[^\\s\"'<>()]{0,200}|\\b(?:data|javascript|vbscript|file):[^\\s\"']{1,200}",
            Pattern.CASE_INSENSITIVE);
    /** A group that is repeated without a limit would be walked by recursion. */
    private static final Pattern ENCODED = Pattern.compile(
            "[A-Za-z0-9+/_-]{60,}={0,2}|(?:[0-9a-fA-F]{2}[ :]?){40,200}|(?:\\\\[ux][0-9a-fA-F]{2,4}){8,100}|(?:%[0-9a-fA-F]{2}){12,100}|(?:&#x?[0-9a-fA-F]{2,6};){8,100}");

    private final List<ToolFlag> found = new ArrayList<>();
    private int left = READ;

    private ToolFlags() {}

    /** In the order of the definition. Of a large one it takes a tenth of a second and more to find them. */
    public static List<ToolFlag> inside(ServedTool tool) {
        var flags = new ToolFlags();
        flags.sizes(tool);
        flags.texts("", ServedToolJson.of(tool));
        return List.copyOf(flags.found);
    }

    /**
     * What the tool could be taken for.
     *
     * @param others names of other tools, and whose these are
     */
    public static List<ToolFlag> names(ServedTool tool, Map<String, String> others) {
        return SimilarNames.like(tool.name(), others).stream()
                .map(like -> new ToolFlag(Kind.SIMILAR_NAME, "name", like))
                .toList();
    }

    /**
     * Whether a model may be led away by what it is told of a tool: by text that speaks of something else, that nobody sees or
     * that has to be decoded, by an address, or by more than is looked at. Of a large one it takes a while to find out.
     */
    public static boolean mayLead(ToolDefinition tool) {
        var flags = new ToolFlags();
        flags.texts("description", Json.of(tool.description()));
        flags.texts("input_schema", tool.inputSchema());
        return flags.left == 0 || flags.found.stream().anyMatch(flag -> flag.kind() != Kind.OVERSIZED);
    }

    /** Whether a definition names a tool of others; its server can't know what these have, but for whom it is after. */
    public static boolean speaksOf(ToolDefinition tool, Collection<String> others) {
        if (others.isEmpty()) return false;
        var text = tool.description() + new String(CanonicalJson.bytes(tool.inputSchema()), StandardCharsets.UTF_8);
        return others.stream().anyMatch(text::contains);
    }

    private void sizes(ServedTool tool) {
        if (tool.name().length() > LONG_NAME)
            add(Kind.OVERSIZED, "name", "%,d characters".formatted(tool.name().length()));
        if (tool.description().length() > LONG_DESCRIPTION)
            add(
                    Kind.OVERSIZED,
                    "description",
                    "%,d characters".formatted(tool.description().length()));
        var size = CanonicalJson.bytes(ServedToolJson.of(tool)).length;
        if (size > LARGE_DEFINITION) add(Kind.OVERSIZED, "", "%,d bytes in all".formatted(size));
    }

    /** Names of members too: a schema's properties are read by models as well. */
    private void texts(String where, Json json) {
        switch (json) {
            case Json.Obj(var members) ->
                members.forEach((name, value) -> {
                    var inside = where.isEmpty() ? name : where + "." + name;
                    text(HiddenText.visible(inside), name);
                    texts(HiddenText.visible(inside), value);
                });
            case Json.Arr(var elements) -> {
                for (var at = 0; at < elements.size(); at++) texts(where + "[" + at + "]", elements.get(at));
            }
            case Json.Str(var value) -> {
                if (value.length() > LONG_TEXT && !where.equals("description"))
                    add(Kind.OVERSIZED, where, "%,d characters".formatted(value.length()));
                text(where, value);
            }
            case Json.Num number -> {}
            case Json.Bool flag -> {}
            case Json.Null none -> {}
        }
    }

    private void text(String where, String whole) {
        var text = whole.length() <= left ? whole : whole.substring(0, left);
        left -= text.length();
        HiddenText.hidden(text).ifPresent(at -> add(Kind.HIDDEN_CHARACTERS, where, at));
        HiddenText.terminal(text).ifPresent(at -> add(Kind.TERMINAL_SEQUENCE, where, at));
        Instructions.in(text).ifPresent(at -> add(Kind.INSTRUCTIONS, where, HiddenText.visible(at)));
        first(ADDRESS, text, Kind.ADDRESS, where);
        ENCODED.matcher(text)
                .results()
                .map(result -> result.group())
                .filter(ToolFlags::isNoWord)
                .findFirst()
                .ifPresent(at -> add(Kind.ENCODED_TEXT, where, HiddenText.visible(at)));
    }

    private void first(Pattern pattern, String text, Kind kind, String where) {
        var matcher = pattern.matcher(text);
        if (matcher.find()) add(kind, where, HiddenText.visible(matcher.group()));
    }

    /** A path or an identifier of one case is long at times, and no code. */
    private static boolean isNoWord(String text) {
        return text.chars().anyMatch(Character::isDigit)
                || (text.chars().anyMatch(Character::isUpperCase)
                        && text.chars().anyMatch(Character::isLowerCase)
                        && text.indexOf('/') < 0
                        && text.indexOf('_') < 0
                        && text.indexOf('-') < 0);
    }

    private void add(Kind kind, String where, String text) {
        if (found.size() < MOST) found.add(new ToolFlag(kind, where, text));
    }
}
