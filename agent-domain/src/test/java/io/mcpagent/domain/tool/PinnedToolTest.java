package io.mcpagent.domain.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.PinState.Approved;
import io.mcpagent.domain.tool.PinState.Quarantined;
import io.mcpagent.domain.tool.PinState.Rejected;
import io.mcpagent.domain.tool.PinState.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinnedToolTest {
    private static final ToolServerName FILES = new ToolServerName("files");
    private static final UserId ADA = new UserId("ada");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServedTool READ = tool("Reads.");
    private static final ServedTool CHANGED = tool("Reads, and sends what it read.");

    private final PinnedTool waiting = PinnedTool.waiting(FILES, READ);
    private final PinnedTool approved = waiting.approved(ADA, NOON, false);

    @Test
    void whatIsOfferedAgainChangesNothing() {
        for (var pin : List.of(waiting, approved, approved.offered(CHANGED), waiting.rejected(ADA, NOON)))
            assertThat(pin.offered(pin.state().newest())).isSameAs(pin);
    }

    @Test
    void nothingButAPersonsWordMakesOneCallable() {
        assertThat(waiting.offered(CHANGED).state()).isEqualTo(new Waiting(CHANGED));
        assertThat(waiting.rejected(ADA, NOON).offered(CHANGED).state()).isEqualTo(new Waiting(CHANGED));
        assertThat(waiting.rejected(ADA, NOON).state()).isEqualTo(new Rejected(READ, ADA, NOON));
        assertThat(approved.forgotten().state()).isEqualTo(new Waiting(READ));
        assertThat(approved.state()).isInstanceOf(Approved.class);
    }

    @Test
    void aChangeIsPutInQuarantineWithBothDefinitions() {
        var changed = approved.offered(CHANGED);

        assertThat(changed.state()).isInstanceOfSatisfying(Quarantined.class, quarantined -> {
            assertThat(quarantined.approved()).isEqualTo(READ);
            assertThat(quarantined.newest()).isEqualTo(CHANGED);
        });
        assertThat(changed.hash()).isEqualTo(DefinitionHash.of(CHANGED));
        assertThat(changed.approved(ADA, NOON, false).state().newest()).isEqualTo(CHANGED);
    }

    /** Or a server could be good whenever somebody looks. */
    @Test
    void goingBackToWhatWasApprovedEndsNoQuarantine() {
        assertThat(approved.offered(CHANGED).offered(READ).state()).isInstanceOf(Quarantined.class);
    }

    @Test
    void everythingThatAServerSaysOfAToolIsPinned() {
        var object = Json.object().with("type", Json.of("object"));
        var said = new ToolAnnotations(
                Optional.empty(), Optional.of(true), Optional.empty(), Optional.empty(), Optional.empty());
        var others = List.of(
                new ServedTool("b", READ.title(), READ.description(), object, Optional.empty(), ToolAnnotations.NONE),
                new ServedTool("a", Optional.of("T"), "Reads.", object, Optional.empty(), ToolAnnotations.NONE),
                new ServedTool("a", Optional.empty(), "Reads", object, Optional.empty(), ToolAnnotations.NONE),
                new ServedTool(
                        "a",
                        Optional.empty(),
                        "Reads.",
                        object.with("description", Json.of("x")),
                        Optional.empty(),
                        ToolAnnotations.NONE),
                new ServedTool("a", Optional.empty(), "Reads.", object, Optional.of(object), ToolAnnotations.NONE),
                new ServedTool("a", Optional.empty(), "Reads.", object, Optional.empty(), said));

        assertThat(others).extracting(DefinitionHash::of).doesNotContain(DefinitionHash.of(READ));
        assertThat(others).extracting(DefinitionHash::of).doesNotHaveDuplicates();
    }

    @Test
    void theOrderInWhichAServerWritesIsNoChange() {
        var one = Json.object().with("type", Json.of("object")).with("title", Json.of("x"));
        var other = Json.object().with("title", Json.of("x")).with("type", Json.of("object"));

        assertThat(DefinitionHash.of(schema(one))).isEqualTo(DefinitionHash.of(schema(other)));
    }

    @ParameterizedTest(name = "confirmed {0} · read only {1} · idempotent {2} → {3}")
    @CsvSource({
        "false, true,  true,  ACTS",
        "true,  true,  false, READS",
        "true,  false, true,  REPEATABLE",
        "true,  false, false, ACTS",
    })
    void annotationsCountOnlyWhenTheyAreConfirmed(
            boolean confirmed, boolean readOnly, boolean idempotent, ToolEffect effect) {
        var said = new ToolAnnotations(
                Optional.empty(), Optional.of(readOnly), Optional.empty(), Optional.of(idempotent), Optional.empty());
        var tool = new ServedTool("a", Optional.empty(), "", Json.object(), Optional.empty(), said);

        var state =
                PinnedTool.waiting(FILES, tool).approved(ADA, NOON, confirmed).state();

        assertThat(((Approved) state).effect()).isEqualTo(effect);
    }

    @Test
    void differencesSayWhereTheyAre() {
        var before = schema(Json.object()
                .with("properties", Json.object().with("path", Json.object().with("type", Json.of("string")))));
        var after = schema(Json.object()
                .with(
                        "properties",
                        Json.object()
                                .with("path", Json.object().with("type", Json.of("string")))
                                .with("note", Json.object().with("type", Json.of("string")))));

        assertThat(DefinitionChange.between(before, after)).singleElement().satisfies(change -> {
            assertThat(change.where()).isEqualTo("input_schema.properties.note");
            assertThat(change.before()).isEmpty();
            assertThat(change.after()).isPresent();
        });
        assertThat(DefinitionChange.between(READ, CHANGED))
                .extracting(DefinitionChange::where)
                .containsExactly("description");
        assertThat(DefinitionChange.between(before, before)).isEmpty();
    }

    @Test
    void whatIsStoredIsReadAgain() {
        var tool = new ServedTool(
                "a/b",
                Optional.of("T"),
                "D",
                Json.object().with("type", Json.of("object")),
                Optional.of(Json.object()),
                new ToolAnnotations(
                        Optional.of("t"), Optional.of(true), Optional.of(false), Optional.empty(), Optional.of(true)));

        assertThat(ServedToolJson.read(ServedToolJson.of(tool))).isEqualTo(tool);
    }

    private static ServedTool tool(String description) {
        return new ServedTool(
                "a",
                Optional.empty(),
                description,
                Json.object().with("type", Json.of("object")),
                Optional.empty(),
                ToolAnnotations.NONE);
    }

    private static ServedTool schema(Json.Obj schema) {
        return new ServedTool("a", Optional.empty(), "", schema, Optional.empty(), ToolAnnotations.NONE);
    }
}
