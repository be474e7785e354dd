package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a server suggests for arguments of its prompts, and for what is in braces in its addresses (utilities/completion). */
final class Suggestions {
    /** As the specification has it; more is not shown. */
    private static final int MOST = 100;

    private static final String PROMPT = "prompt";
    private static final String ADDRESS = "address";

    private Suggestions() {}

    static Json.Obj schema() {
        var of = ContentTools.text("What is to be filled in.")
                .with("enum", Json.array(List.of(Json.of(PROMPT), Json.of(ADDRESS))));
        return ContentTools.schema(
                Json.object()
                        .with("of", of)
                        .with(
                                "name",
                                ContentTools.text(
                                        "The prompt's name, or the address with its braces, as the list has it."))
                        .with("argument", ContentTools.text("The argument's name, or what is in the braces."))
                        .with("value", ContentTools.text("What the value begins with, as far as it is known."))
                        .with(
                                "arguments",
                                ContentTools.texts()
                                        .with(
                                                "description",
                                                Json.of("The other arguments, as far as they are known."))),
                "of",
                "name",
                "argument");
    }

    static Asking asking(Json.Obj given) {
        var argument = ContentTools.picked(Json.object().with("value", Json.of("")), given, "value")
                .with("name", given.get("argument"));
        var known = given.get("arguments").map(arguments -> Json.object().with("arguments", arguments));
        var params =
                Json.object().with("ref", ref(given)).with("argument", argument).with("context", known);
        return new Asking("completion/complete", params, Map.of(), result -> new ToolOutcome.Succeeded(text(result)));
    }

    private static Json.Obj ref(Json.Obj given) {
        var isAddress = given.get("of").equals(Optional.of(Json.of(ADDRESS)));
        return Json.object()
                .with("type", Json.of(isAddress ? "ref/resource" : "ref/prompt"))
                .with(isAddress ? "uri" : "name", given.get("name"));
    }

    private static String text(Json.Obj result) {
        var completion = new Members(new Members(result, "The result").object("completion"), "The completion");
        var values = completion.strings("values");
        if (values.isEmpty()) return "It suggests nothing.";
        var hasMore = values.size() > MOST
                || completion.findBoolean("hasMore").orElse(false)
                || completion
                        .findCount("total")
                        .filter(all -> all > values.size())
                        .isPresent();
        return values.stream().limit(MOST).map(Failures::shown).collect(Collectors.joining("\n"))
                + (hasMore ? "\nThere are more; ask again with more of the beginning." : "");
    }
}
