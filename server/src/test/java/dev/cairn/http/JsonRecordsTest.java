package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRecordsTest {
    @Test
    void recordsAreThoseOfTheArrayInItsOrder() {
        List<Tag> tags =
                new JsonRecords<>("[{\"key\":\"b\",\"value\":\"\\\"\"}, {\"key\":\"a\",\"value\":\"ü\"}]", Tag.class);
        assertThat(tags).containsExactly(new Tag("b", "\""), new Tag("a", "ü"));
        assertThat(tags).isEqualTo(List.of(new Tag("b", "\""), new Tag("a", "ü")));
    }

    @Test
    void numbersKeepEachOfTheirBits() {
        for (double value : new double[] {0.1, 4.9e-324, Double.MAX_VALUE, 1e22, Double.NaN}) {
            String written = Double.isNaN(value) ? "\"NaN\"" : Double.toString(value);
            assertThat(new JsonRecords<>(
                            "[{\"key\":\"loss\",\"value\":%s,\"timestamp\":1,\"step\":-2}]".formatted(written),
                            Metric.class))
                    .containsExactly(new Metric("loss", value, 1L, -2L, null, null, null, null));
        }
    }

    @Test
    void theArrayIsWrittenAsItCame() {
        assertThat(written(new Holder(new JsonRecords<>("[{\"key\":unreadable}]", Tag.class))))
                .isEqualTo("{\"tags\":[{\"key\":unreadable}]}");
    }

    @Test
    void noRecordsAreLikeAnEmptyList() {
        assertThat(new JsonRecords<>("[]", Tag.class)).isEmpty();
        assertThat(written(new Holder(new JsonRecords<>("[]", Tag.class)))).isEqualTo("{}");
    }

    private static String written(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    record Holder(List<Tag> tags) {}
}
