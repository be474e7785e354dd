package io.mcpagent.domain.tool;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds forms that ask for what nobody gives a tool in a form: passwords, keys, numbers of cards. MCP forbids servers to
 * ask so; what is secret goes by an address that is opened.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/client/elicitation">Elicitation</a>
 */
public final class SecretQuestions {
    private static final List<String> WORDS = List.of(
            "passwords?|passwd|pwd|passphrases?|pass ?codes?|pin|pin ?(code|number)|secrets?|credentials?|otp|totp|mfa",
            "one time (code|password)|verification code|recovery (code|phrase)|seed phrase|mnemonic",
            "api ?keys?|(access|private|secret|signing|encryption|ssh|license) ?keys?",
            "(access|auth|api|refresh|bearer|session|security|id|oauth) ?tokens?|bearer|jwt|cookies?",
            "(credit|debit|bank) ?cards?|card ?numbers?|cvv|cvc|iban|account numbers?|ssn|social security",
            "passwort|kennwort|geheimnis|geheimzahl|zugangsdaten|contrasena|clave|mot de passe|wachtwoord|senha|haslo",
            "losenord|adgangskode|salasana|parola|sifre|пароль");
    private static final Pattern SECRET = WORDS.stream()
            .collect(Collectors.collectingAndThen(
                    Collectors.joining("|", "(?<![\\p{L}\\p{N}])(", ")(?![\\p{L}\\p{N}])"), Pattern::compile));
    /** Also where letters are set apart, and in languages that put no space between words. */
    private static final Pattern UNSPACED = Pattern.compile(
            "password|passphrase|passwort|apikey|secretkey|privatekey|accesstoken|密码|密碼|口令|パスワード|暗証番号|비밀번호");

    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
    /** And accents, but the marks of Japanese that make another sound of one. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\u115f\\u1160[\\p{M}&&[^\\u3099\\u309a]]]");

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Pattern WARNING = Pattern.compile(
            "\\b(?:do not|don['\u2019]t|never) (?:give|enter|share|send|include|provide|type|put|tell)\\b[^.!?;:)\n]{0,200}",
            Pattern.CASE_INSENSITIVE);

    private SecretQuestions() {}

    /** What it seems to ask for, as it says it; empty where it asks for nothing of the kind. */
    public static Optional<String> found(String message, FormSchema form) {
        var takesText = form.fields().stream().anyMatch(SecretQuestions::takesText);
        var ofMessage = takesText ? Stream.of(message) : Stream.<String>empty();
        var ofFields = form.fields().stream()
                .filter(SecretQuestions::takesText)
                .flatMap(field -> Stream.of(Optional.of(field.name()), field.title(), described(field), format(field))
                        .flatMap(Optional::stream));
        return Stream.concat(ofFields, ofMessage)
                .flatMap(text -> secret(text).stream())
                .findFirst();
    }

    /** A number can be a PIN; a choice or a flag tells nothing that the tool does not know. */
    private static boolean takesText(FormField field) {
        return field.kind() instanceof FormField.Kind.Text || field.kind() instanceof FormField.Kind.Numeric;
    }

    /** Without what it warns of: "do not give us your PIN". */
    private static Optional<String> described(FormField field) {
        return field.description().map(text -> WARNING.matcher(text).replaceAll(" "));
    }

    private static Optional<String> format(FormField field) {
        return field.kind() instanceof FormField.Kind.Text text ? text.format() : Optional.empty();
    }

    private static Optional<String> secret(String text) {
        var bare = bare(text);
        return Stream.of(bare, LookAlikes.latin(bare))
                .map(SecretQuestions::words)
                .flatMap(words -> secretOfWords(words).stream())
                .findFirst();
    }

    private static Optional<String> secretOfWords(String words) {
        var unspaced = words.replace(" ", "");
        return Stream.of(
                        SECRET.matcher(words),
                        UNSPACED.matcher(unspaced),
                        UNSPACED.matcher(LookAlikes.withoutDigits(unspaced)))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
    }

    /** Without accents and what can't be seen. */
    private static String bare(String text) {
        var split =
                CAMEL.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll(" ");
        return INVISIBLE
                .matcher(Normalizer.normalize(split, Normalizer.Form.NFKD))
                .replaceAll("");
    }

    /** In lower case, one space between two. */
    private static String words(String bare) {
        var lower = bare.toLowerCase(Locale.ROOT);
        return BETWEEN.matcher(Normalizer.normalize(lower, Normalizer.Form.NFC)).replaceAll(" ");
    }
}
