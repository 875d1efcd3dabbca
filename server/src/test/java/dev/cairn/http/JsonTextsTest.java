package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextsTest {
    private static final String OBJECT = "{\"b\": \"1\", \"a\":\"\\u0000\\\"\u2028ü\"}";

    @Test
    void textsAreThoseOfTheObjectInItsOrder() {
        JsonTexts texts = new JsonTexts(OBJECT);
        assertThat(texts).containsExactly(Map.entry("b", "1"), Map.entry("a", "\u0000\"\u2028ü"));
        assertThat(texts.get("a")).isEqualTo("\u0000\"\u2028ü");
        assertThat(texts.get("c")).isNull();
        assertThat(texts).isEqualTo(Map.of("b", "1", "a", "\u0000\"\u2028ü"));
    }

    @Test
    void theObjectIsWrittenAsItCame() {
        assertThat(written(Map.of("tags", new JsonTexts(OBJECT)))).isEqualTo("{\"tags\":" + OBJECT + "}");
    }

    @Test
    void noTextsAreLikeAnEmptyMap() {
        assertThat(new JsonTexts("{}")).isEmpty();
        assertThat(new JsonTexts("{ }")).isEqualTo(Map.of());
        assertThat(new JsonTexts("{\"\":\"\"}")).hasSize(1).isNotEmpty();
    }

    /// A text that cannot be read shows that nobody does.
    @Test
    void whoWritesItDoesNotReadIt() {
        JsonTexts unreadable = new JsonTexts("{\"a\":unreadable}");
        assertThat(written(new Holder(unreadable))).isEqualTo("{\"texts\":{\"a\":unreadable}}");
    }

    private static String written(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    record Holder(Map<String, String> texts) {}
}
