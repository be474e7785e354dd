package io.mcpagent.domain.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormSchemaTest {
    private static final Json.Obj SCHEMA = form(
            field("name", text().with("minLength", Json.of(2)).with("maxLength", Json.of(5))),
            field("mail", text().with("format", Json.of("email"))),
            field("site", text().with("format", Json.of("uri"))),
            field("day", text().with("format", Json.of("date"))),
            field("at", text().with("format", Json.of("date-time"))),
            field("seats", type("integer").with("minimum", Json.of(1)).with("maximum", Json.of(9))),
            field("weight", type("number")),
            field("sure", type("boolean")),
            field("room", text().with("enum", texts("blue", "red"))),
            field("floor", text().with("oneOf", titled("1", "First"))),
            field(
                    "extras",
                    type("array")
                            .with("items", text().with("enum", texts("tea", "cake")))
                            .with("maxItems", Json.of(1))));

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "name | Ada | ''",
                "name | A | name: has to be a text of 2 to 5 characters",
                "mail | ada@example.org | ''",
                "mail | ada | mail: has to be an e-mail address",
                "site | https://a.test/ | ''",
                "site | a.test | site: has to be an address such as https://example.org/",
                "day | 2027-01-31 | ''",
                "day | 2027-02-31 | day: has to be a date such as 2027-01-31",
                "at | 2027-01-31T12:00:00Z | ''",
                "at | noon | at: has to be a time such as 2027-01-31T12:00:00Z",
                "room | blue | ''",
                "room | green | room: has to be one of blue, red",
                "floor | 1 | ''",
                "floor | First | floor: has to be one of 1",
                "seats | 1 | seats: has to be a whole number",
                "sure | yes | sure: has to be true or false",
            })
    void aTextFitsItsFieldOrIsToldWhatToBe(String name, String value, String problem) {
        assertThat(problems(Json.object().with(name, Json.of(value))))
                .containsExactlyElementsOf(
                        Stream.of(problem).filter(told -> !told.isEmpty()).toList());
    }

    @Test
    void numbersAndListsAreLookedAtToo() {
        assertThat(problems(Json.object().with("seats", Json.of(9)))).isEmpty();
        assertThat(problems(Json.object().with("seats", Json.of(10)))).containsExactly("seats: has to be at most 9");
        assertThat(problems(Json.object().with("seats", Json.of(1.5))))
                .containsExactly("seats: has to be a whole number");
        assertThat(problems(Json.object().with("weight", Json.of(1.5)))).isEmpty();
        assertThat(problems(Json.object().with("weight", new Json.Num(new BigDecimal("1e999999999")))))
                .containsExactly("weight: has to be a number of at most a thousand digits");
        assertThat(problems(Json.object().with("extras", texts("tea")))).isEmpty();
        assertThat(problems(Json.object().with("extras", texts("tea", "cake"))))
                .containsExactly("extras: has to be 0 to 1 choices");
        assertThat(problems(Json.object().with("extras", texts("beer"))))
                .containsExactly("extras: has to be a list of one of tea, cake");
    }

    @Test
    void whatIsMissingAndWhatIsNoFieldIsSaid() {
        var form = FormSchema.of(form(field("name", text())).with("required", texts("name")));

        assertThat(form.problems(Json.object().with("nome", Json.of("x"))))
                .containsExactly("name: is missing", "nome: is no field; there is name");
        assertThat(form.problems(Json.object().with("name", new Json.Null()))).containsExactly("name: is missing");
    }

    @Test
    void aFormOfWhatIsNoPlainValueCanBeShownToNobody() {
        var nested = form(field("inner", type("object")));
        var list = form(field("list", type("array").with("items", text())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FormSchema.of(nested))
                .withMessage("the form's field inner is no plain value");
        assertThatIllegalArgumentException().isThrownBy(() -> FormSchema.of(list));
        assertThatIllegalArgumentException().isThrownBy(() -> FormSchema.of(Json.object()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "userPassword",
                "PASSWORD",
                "pass_word",
                "p a s s w o r d",
                "p\u200Bassword",
                "ｐａｓｓｗｏｒｄ",
                "passphrase",
                "api-key",
                "apiKey",
                "API_KEY",
                "accessToken",
                "clientSecret",
                "pin",
                "PIN code",
                "creditCardNumber",
                "CVV",
                "one-time code",
                "Seed phrase",
                "Passwort",
                "Contraseña",
                "mot de passe",
                "密码",
                "パスワード",
                // A reader sees the Latin letters that these look like.
                "pаsswоrd",
                "РАSSWОRD",
                "ΡΑSSWΟRD",
                "ѕесrеt",
                "РІN",
                "соокіе",
                "АРІ кеу",
                "ᴘᴀꜱꜱᴡᴏʀᴅ",
                "ｐａｓｓｗｏｒｄ",
                "𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝",
                "pa55w0rd",
                "p\u20dda\u20ddssword",
                "p\ufe0fin",
                "hasło",
                "пароль",
            })
    void aFormThatTakesASecretIsFound(String name) {
        assertThat(SecretQuestions.found("Please.", FormSchema.of(form(field(name, text())))))
                .isPresent();
        var titled = FormSchema.of(form(field("value", text().with("title", Json.of(name)))));
        assertThat(SecretQuestions.found("Please.", titled)).isPresent();
        var asked = FormSchema.of(form(field("value", text())));
        assertThat(SecretQuestions.found("Now enter your " + name + ".", asked)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "opinion",
                "shipping",
                "max_tokens",
                "keyboard",
                "passenger",
                "compass",
                "monkey",
                "спина",
                "город",
                "πόλη",
                "room 5510"
            })
    void anOrdinaryFormIsNot(String name) {
        assertThat(SecretQuestions.found("Where to?", FormSchema.of(form(field(name, text())))))
                .isEmpty();
    }

    @Test
    void aWarningIsNoQuestion() {
        var warned = FormSchema.of(form(field(
                "number",
                type("integer")
                        .with(
                                "description",
                                Json.of("Your favorite number (do not give us your phone number, pin, or such)")))));
        assertThat(SecretQuestions.found("Please fill this in.", warned)).isEmpty();
        var asked = FormSchema.of(form(
                field("number", type("integer").with("description", Json.of("Never share it. Enter your PIN here.")))));
        assertThat(SecretQuestions.found("Please fill this in.", asked)).isPresent();
        var named = FormSchema.of(
                form(field("pin", type("integer").with("description", Json.of("Do not give us your PIN.")))));
        assertThat(SecretQuestions.found("Please fill this in.", named)).isPresent();
    }

    @Test
    void aChoiceGivesNoSecretAway() {
        var choice = FormSchema.of(form(field("rotate_password", type("boolean"))));
        assertThat(SecretQuestions.found("Rotate the password?", choice)).isEmpty();
    }

    private static List<String> problems(Json.Obj content) {
        return FormSchema.of(SCHEMA).problems(content);
    }

    private record Field(String name, Json.Obj schema) {}

    private static Field field(String name, Json.Obj schema) {
        return new Field(name, schema);
    }

    private static Json.Obj form(Field... fields) {
        var properties = Json.object();
        for (var field : fields) properties = properties.with(field.name(), field.schema());
        return type("object").with("properties", properties);
    }

    private static Json.Obj type(String type) {
        return Json.object().with("type", Json.of(type));
    }

    private static Json.Obj text() {
        return type("string");
    }

    private static Json.Arr texts(String... texts) {
        return Json.array(Stream.of(texts).map(Json::of).toList());
    }

    private static Json.Arr titled(String value, String title) {
        return Json.array(List.of(Json.object().with("const", Json.of(value)).with("title", Json.of(title))));
    }
}
