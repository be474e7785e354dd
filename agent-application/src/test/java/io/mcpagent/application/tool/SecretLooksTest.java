package io.mcpagent.application.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretLooksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-y",
                "@modelcontextprotocol/server-filesystem@2025.11.25",
                "/home/ada/Documents2026/notes",
                "--port=8080",
                "postgresql://localhost:5432/mydb",
                "https://tools.example/mcp?version=2",
                "server-everything",
                "C:\\Users\\ada\\notes",
                "--verbose",
                ""
            })
    void whatHidesNothingIsShown(String argument) {
        assertThat(SecretLooks.argument(argument, "")).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--token | abc | ********",
                "--api-key | abc | ********",
                "-e | GITHUB_TOKEN=abc | GITHUB_TOKEN=********",
                "--header | Authorization: Bearer abc | Authorization: ********",
                "x | --password=abc | --password=********",
                "x | postgresql://ada:abc@db.example/x | postgresql://********@db.example/x",
                "x | https://x.example/mcp?api_key=abc | https://x.example/mcp?********",
                "x | https://x.example/s/Zx81kQw72LmNop3456Rst/mcp | https://x.example/********",
                "x | ghp_0123456789abcdefghij | ********",
                "x | sk-0123456789abcdefghij | ********",
                "x | 0123456789abcdef0123456789abcdef | ********",
                "x | Zx81kQw72LmNop3456Rst | ********",
            })
    void whatLooksLikeASecretIsHidden(String before, String argument, String shown) {
        assertThat(SecretLooks.argument(argument, before)).contains(shown);
    }

    @Test
    void valuesOfVariablesAndHeadersAreSecretsButForAFewNames() {
        assertThat(SecretLooks.variable("NODE_ENV", "production")).isEmpty();
        assertThat(SecretLooks.variable("ANYTHING", "1")).contains("********");
        assertThat(SecretLooks.variable("PATH", "ghp_0123456789abcdefghij")).contains("********");
        assertThat(SecretLooks.header("User-Agent", "us")).isEmpty();
        assertThat(SecretLooks.header("X-Anything", "1")).contains("********");
    }

    @Test
    void takesNoLongForWhatIsMadeToTakeLong() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (var part : new String[] {"key", "a", "token-", "://", "a=", "aA1", "?&"}) {
                assertThat(SecretLooks.argument(part.repeat(10_000), "")).isNotEqualTo(Optional.of(""));
                assertThat(SecretLooks.argument(part.repeat(200), "")).isNotNull();
            }
        });
    }
}
