package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.Models;
import dev.cairn.scoring.ScoringLimits;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds every answer against that of the stock scoring server (MLflow 3.17.2) to the same bytes.
class StockAnswersTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();
    private static final List<String> MODELS = List.of(
            "regressor",
            "unsigned",
            "classifier",
            "classifier_columns",
            "classifier_zipmap",
            "several_inputs",
            "named_tensors",
            "text_columns");

    @TestFactory
    Stream<DynamicContainer> modelsAnswerAsTheStockServerDoes() {
        return MODELS.stream().map(model -> DynamicContainer.dynamicContainer(model, cases(model)));
    }

    private static Stream<DynamicTest> cases(String model) {
        return JSON.readTree(Models.folder(model).resolve("cases.json"))
                .valueStream()
                .map(each -> DynamicTest.dynamicTest(each.path("name").asString(), () -> check(model, each)));
    }

    private static void check(String name, JsonNode each) {
        byte[] request = JSON.writeValueAsBytes(each.path("request"));
        try (LoadedModel model = LoadedModel.open(Models.folder(name), ScoringLimits.DEFAULT)) {
            if (each.path("status").asInt() == 200) {
                assertSame(JSON.readTree(model.invoke(request)), each.path("response"));
            } else if (each.has("expected")) {
                assertSame(JSON.readTree(model.invoke(request)), each.path("expected"));
            } else {
                assertThatExceptionOfType(InvalidInput.class)
                        .isThrownBy(() -> model.invoke(request))
                        .extracting(InvalidInput::errorCode)
                        .isEqualTo(each.path("response").path("error_code").asString());
            }
        }
    }

    private static void assertSame(JsonNode actual, JsonNode expected) {
        if (expected.isFloatingPointNumber() && !Double.isFinite(expected.asDouble())) {
            assertThat(actual.isNull()).isTrue();
        } else if (expected.isFloatingPointNumber()) {
            assertThat(actual.asDouble()).isCloseTo(expected.asDouble(), within(1e-6));
        } else if (expected.isObject()) {
            assertThat(actual.propertyNames()).containsExactlyElementsOf(expected.propertyNames());
            expected.properties().forEach(field -> assertSame(actual.path(field.getKey()), field.getValue()));
        } else if (expected.isArray()) {
            assertThat(actual.size()).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertSame(actual.path(i), expected.path(i));
            }
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }
}
