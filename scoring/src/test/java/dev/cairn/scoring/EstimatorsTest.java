package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Holds our predictions against those of scikit-learn, over the models of several of its versions that
/// `conformance/python/estimators.py` made.
class EstimatorsTest {
    /// Sums are made in another order than by the library's linear algebra.
    private static final double TOLERANCE = 1e-11;

    @TestFactory
    Stream<DynamicTest> estimatorsAnswerAsTheLibraryDoes() throws IOException {
        Path all = Models.folder("estimators");
        try (Stream<Path> folders = Files.list(all)) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(
                            folder.getFileName().toString(), () -> check(BoosterCase.read(folder))));
        }
    }

    private static void check(BoosterCase each) {
        Column answer = each.answer().values();
        List<JsonNode> expected = new ArrayList<>();
        for (JsonNode row : each.json().path("expected")) {
            if (row.isArray()) {
                row.forEach(expected::add);
            } else {
                expected.add(row);
            }
        }
        for (int i = 0; i < expected.size(); i++) {
            Object value = Cells.value(answer, i);
            JsonNode wanted = expected.get(i);
            if (wanted.isFloatingPointNumber()) {
                double number = wanted.asDouble();
                assertThat(value).as(each.about()).isInstanceOf(Double.class);
                assertThat((Double) value)
                        .as(each.about())
                        .isCloseTo(
                                number, org.assertj.core.data.Offset.offset(TOLERANCE * Math.max(1, Math.abs(number))));
            } else if (wanted.isIntegralNumber()) {
                assertThat(value).as(each.about()).isEqualTo(wanted.asLong());
            } else if (wanted.isBoolean()) {
                assertThat(value).as(each.about()).isEqualTo(wanted.asBoolean());
            } else {
                assertThat(value).as(each.about()).isEqualTo(wanted.asString());
            }
        }
    }
}
