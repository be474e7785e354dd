package io.mcpagent.bootstrap.settings;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SecretPort;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A secret as it may stand in the settings file: sealed with the master key, and of use for that one setting alone. */
public final class SealedValue {
    private static final String PREFIX = "sealed:";
    private static final Pattern PROVIDER_KEY = Pattern.compile("llm\\.providers\\.[^.\\s]+\\.api-key");

    private SealedValue() {}

    /**
     * What to write into the settings file.
     *
     * @throws InvalidRequest with code {@code setting_not_secret} or {@code secret_empty}
     */
    public static String of(SecretPort secrets, String setting, String secret) {
        if (!names().contains(setting) && !PROVIDER_KEY.matcher(setting).matches())
            throw new InvalidRequest(
                    "setting_not_secret",
                    "%s is no setting that can be sealed. There are: %s, llm.providers.NAME.api-key."
                            .formatted(setting, String.join(", ", names())));
        if (secret.isBlank())
            throw new InvalidRequest("secret_empty", "There is nothing to seal: standard input has no first line.");
        return PREFIX
                + secrets.seal(purpose(setting), secret.getBytes(StandardCharsets.UTF_8))
                        .value();
    }

    private static List<String> names() {
        return Catalog.ALL.stream()
                .filter(setting -> setting.type().isSecret() && !setting.equals(Catalog.ACCESS_MASTER_KEY))
                .map(Setting::name)
                .toList();
    }

    static boolean isOne(String text) {
        return text.startsWith(PREFIX);
    }

    /** @throws IllegalArgumentException whose message completes "the setting …" */
    static String opened(SecretPort secrets, String setting, String text) {
        try {
            return new String(secrets.open(purpose(setting), sealed(text)), StandardCharsets.UTF_8);
        } catch (UpstreamFailure failure) {
            throw new IllegalArgumentException(
                    failure.code().equals("secret_unreadable")
                            ? "can't be opened: it was sealed for another setting or with another master key, or was changed; seal it again with `mcp-agent secrets seal %s`"
                                    .formatted(setting)
                            : "can't be opened: " + failure.getMessage(),
                    failure);
        }
    }

    static boolean isOutdated(SecretPort secrets, String setting, String text) {
        return secrets.rotate(purpose(setting), sealed(text)).isPresent();
    }

    private static SealedSecret sealed(String text) {
        var sealed = text.substring(PREFIX.length()).strip();
        if (sealed.isEmpty()) throw new IllegalArgumentException("has nothing behind " + PREFIX);
        return new SealedSecret(sealed);
    }

    private static String purpose(String setting) {
        return "setting " + setting;
    }
}
