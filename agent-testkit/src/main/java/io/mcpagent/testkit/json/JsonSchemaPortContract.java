package io.mcpagent.testkit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.json.JsonSchemaPort;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What whoever checks JSON against schemas must do. */
public interface JsonSchemaPortContract {
    Json.Obj ROOM = Json.object()
            .with("type", Json.of("object"))
            .with(
                    "properties",
                    Json.object()
                            .with("name", type("string"))
                            .with(
                                    "seats",
                                    Json.object().with("type", Json.of("array")).with("items", type("number"))))
            .with("required", Json.array(List.of(Json.of("name"))));

    JsonSchemaPort schemas();

    private static Json.Obj type(String name) {
        return Json.object().with("type", Json.of(name));
    }

    @Test
    default void saysNothingOfWhatFits() {
        var room = Json.object().with("name", Json.of("Blue")).with("seats", Json.array(List.of(Json.of(2))));

        assertThat(schemas().compiled(ROOM).problems(room)).isEmpty();
        assertThat(schemas().compiled(Json.object()).problems(room)).isEmpty();
    }

    @Test
    default void tellsEachProblemWithItsPlace() {
        var room = Json.object().with("seats", Json.array(List.of(Json.of(2), Json.of("two"))));

        assertThat(schemas().compiled(ROOM).problems(room))
                .hasSize(2)
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("(root): ").contains("name"))
                .anySatisfy(problem -> assertThat(problem).startsWith("/seats/1: "));
    }

    @Test
    default void checksValuesOfAnyKind() {
        assertThat(schemas().compiled(type("string")).problems(Json.of("text"))).isEmpty();
        assertThat(schemas().compiled(type("null")).problems(new Json.Null())).isEmpty();
        assertThat(schemas().compiled(type("object")).problems(Json.of("text"))).hasSize(1);
        assertThat(schemas().compiled(type("array")).problems(new Json.Null())).hasSize(1);
    }

    @Test
    default void refusesWhatIsNoSchema() {
        assertRefused(type("objekt"));
    }

    @Test
    default void refusesASchemaThatRefersElsewhere() {
        assertRefused(Json.object().with("$ref", Json.of("http://127.0.0.1:1/room.json")));
    }

    private void assertRefused(Json.Obj schema) {
        assertThatThrownBy(() -> schemas().compiled(schema))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        failure -> assertThat(failure.code()).isEqualTo("schema_invalid"));
    }
}
