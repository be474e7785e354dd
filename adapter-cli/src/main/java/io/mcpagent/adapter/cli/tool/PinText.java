package io.mcpagent.adapter.cli.tool;

import io.mcpagent.adapter.cli.Columns;
import io.mcpagent.adapter.cli.JsonLine;
import io.mcpagent.adapter.cli.Members;
import io.mcpagent.adapter.cli.TerminalText;
import io.mcpagent.domain.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pins as people read them. All texts in them are a server's, and made safe for a terminal. */
final class PinText {
    private static final Set<String> OPEN = Set.of("waiting", "quarantined");

    private PinText() {}

    static Columns table(List<Json.Obj> pins) {
        var columns = new Columns();
        for (var pin : pins)
            columns.row(
                    TerminalText.name(Members.text(pin, "name")),
                    Members.text(pin, "state"),
                    effect(pin),
                    flags(pin),
                    TerminalText.name(Members.text(Members.object(pin, "definition"), "description")));
        return columns;
    }

    /** Whether it waits for a person. */
    static boolean isOpen(Json.Obj pin) {
        return OPEN.contains(Members.text(pin, "state"));
    }

    static boolean isFlagged(Json.Obj pin) {
        return !Members.objects(pin, "flags").isEmpty();
    }

    /** What calling it does; in parentheses what its server says, of which nothing is believed yet. */
    private static String effect(Json.Obj pin) {
        var known = Members.optionalText(pin, "effect");
        if (known.isPresent()) return known.get();
        var said = Members.object(Members.object(pin, "definition"), "annotations");
        if (isTrue(said, "read_only")) return "(reads)";
        return isTrue(said, "idempotent") ? "(repeatable)" : "(acts)";
    }

    private static boolean isTrue(Json.Obj object, String name) {
        return object.get(name).filter(Json.of(true)::equals).isPresent();
    }

    private static String flags(Json.Obj pin) {
        var flags = Members.objects(pin, "flags").size();
        return flags == 0 ? "" : flags == 1 ? "1 flag" : flags + " flags";
    }

    /** What to look at in one, and what has changed since it was approved. */
    static List<String> details(Json.Obj pin) {
        var lines = new ArrayList<String>();
        var name = TerminalText.name(Members.text(pin, "name"));
        for (var flag : Members.objects(pin, "flags"))
            lines.add("%s: %s in %s: %s"
                    .formatted(
                            name,
                            Members.text(flag, "kind").replace('_', ' '),
                            where(flag),
                            TerminalText.name(Members.text(flag, "text"))));
        if (pin.get("changes").isPresent()) {
            if (Members.objects(pin, "changes").isEmpty())
                lines.add("%s: it was different for a while, and is now as it was approved; approve it again"
                        .formatted(name));
            for (var change : Members.objects(pin, "changes"))
                lines.add("%s: %s was %s and is %s"
                        .formatted(name, where(change), shown(change.get("before")), shown(change.get("after"))));
        }
        return lines;
    }

    private static String where(Json.Obj found) {
        var where = TerminalText.name(Members.text(found, "where"));
        return where.isEmpty() ? "all of it" : where;
    }

    private static String shown(Optional<Json> value) {
        return value.map(JsonLine::of).map(TerminalText::name).orElse("not there");
    }
}
