package io.mcpagent.domain.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServedToolNamesTest {
    private static final ToolServerName FILES = new ToolServerName("files");

    @Test
    void aNameThatWillDoIsKept() {
        assertThat(ServedToolNames.of(FILES, "read_file")).isEqualTo("files__read_file");
        assertThat(ServedToolNames.of(FILES, "read__file-2")).isEqualTo("files__read__file-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a.b", "a b", "ä", "", "*", "read_file\u200b"})
    void oneThatWillNotIsChangedAndToldApart(String tool) {
        assertThat(ServedToolNames.of(FILES, tool)).matches("files__[a-zA-Z0-9_-]*_[0-9a-f]{10}");
    }

    @Test
    void whatIsChangedToTheSameIsNotTheSame() {
        assertThat(ServedToolNames.of(FILES, "a/b"))
                .isNotEqualTo(ServedToolNames.of(FILES, "a.b"))
                .isNotEqualTo(ServedToolNames.of(FILES, "a_b"));
    }

    /** A server can't take the name of another tool of its own by having its hash in the name. */
    @Test
    void noToolIsNamedAsAnotherIsCalledHere() {
        var called = ServedToolNames.of(FILES, "a/b");

        assertThat(ServedToolNames.of(FILES, called.substring("files__".length())))
                .isNotEqualTo(called);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "",
                "__",
                "a__b",
                "🙂",
                "\u0000",
                "\ud800",
                "x_0123456789",
                "files__read",
                "*",
                "-",
                "a-name-that-is-longer-than-any-provider-of-models-would-take-it-by-far"
            })
    void everyNameIsOneThatProvidersTakeAndOfItsServerAlone(String tool) {
        var name = ServedToolNames.of(FILES, tool);

        assertThat(name).matches("[a-zA-Z0-9_-]{1,64}").startsWith("files__");
        assertThat(ServedToolNames.of(new ToolServerName("files-2"), tool)).isNotEqualTo(name);
        assertThat(ServedToolNames.isServed(name)).isTrue();
        assertThat(ServedToolNames.server(name)).contains("files");
    }

    @ParameterizedTest
    @CsvSource({
        "files__read, files__read, true",
        "files__*, files__read, true",
        "files__*, files__read__more, true",
        "files__*, files-2__read, false",
        "files__*, calculator, false",
        "files__r*, files__read, false",
        "*, calculator, false",
        "__*, files__read, false",
        "*__*, files__read, false",
        "Files__*, files__read, false",
        "calculator, calculator, true",
    })
    void matchesItsNameOrAllOfItsServer(String named, String tool, boolean matches) {
        assertThat(ServedToolNames.matches(named, tool)).isEqualTo(matches);
    }
}
