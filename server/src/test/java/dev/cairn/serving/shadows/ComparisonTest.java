package dev.cairn.serving.shadows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ComparisonTest {
    private static JsonNode predictions(String json) {
        return Json.readAnswer(
                "{\"predictions\": %s}".formatted(json.replace('\'', '"')).getBytes(UTF_8));
    }

    private static Comparison of(String answer, String shadowed) {
        return Comparison.of(predictions(answer), predictions(shadowed), 1e-6);
    }

    private static Comparison.Counts column(Comparison comparison, String name) {
        return Objects.requireNonNull(comparison.columns().get(name), comparison.columns()::toString);
    }

    @Test
    void answersThatSayTheSameAreEqual() {
        Comparison same = of("[1.0, 'a', null, true]", "[1, 'a', null, true]");
        assertThat(same.isEqual()).isTrue();
        assertThat(column(same, "predictions").equal).isEqualTo(4);
    }

    @Test
    void eachColumnOfRowsIsComparedByItself() {
        Comparison rows = of(
                "[{'price': 10, 'name': 'a'}, {'price': 20, 'name': 'b'}]",
                "[{'price': 10.000001, 'name': 'a'}, {'price': 23, 'name': 'c'}]");
        assertThat(rows.different()).contains("price");
        Comparison.Counts price = column(rows, "price");
        assertThat(price.within).isEqualTo(1);
        assertThat(price.different).isEqualTo(1);
        assertThat(price.largest).isEqualTo(3);
        assertThat(column(rows, "name").different).isEqualTo(1);
        assertThat(of("[[1, 2], [3, 4]]", "[[1, 2], [3, 5]]").different()).contains("[1]");
        assertThat(of("{'x': [1, 2]}", "{'x': [1, 3]}").different()).contains("x");
    }

    @Test
    void whatOnlyOneOfThemHasIsDifferent() {
        assertThat(of("[1, 2]", "[1]").different()).contains("predictions");
        assertThat(of("[{'a': 1}]", "[{'b': 1}]").columns()).containsOnlyKeys("a", "b");
        assertThat(of("[1]", "['1']").different()).contains("predictions");
    }

    @Test
    void aDifferenceWithinTheToleranceIsNone() {
        Comparison near = of("[1000000, 0.5]", "[1000000.5, 0.5000001]");
        assertThat(near.different()).isEmpty();
        assertThat(near.isEqual()).isFalse();
    }

    @Test
    void columnsAreBounded() {
        StringBuilder row = new StringBuilder("[[0");
        row.append(", 0".repeat(300)).append("]]");
        Comparison wide = of(row.toString(), row.toString());
        assertThat(wide.columns()).hasSize(Comparison.MOST_COLUMNS + 1);
        assertThat(column(wide, "(others)").equal).isEqualTo(201);
    }
}
