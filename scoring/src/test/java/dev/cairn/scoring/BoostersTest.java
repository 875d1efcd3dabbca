package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds our predictions against those of XGBoost and LightGBM, over the models of several of their versions that
/// `conformance/python/boosters.py` made, which says how.
class BoostersTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.1", "3.0", "3.1", "3.2"})
    void modelsOfEachVersionOfXgboostAreHeld(String version) throws IOException {
        assertThat(cases("xgboost-" + version + ".").map(BoosterCase::about))
                .anySatisfy(about -> assertThat(about).contains("core.Booster", "gbtree"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6"})
    void modelsOfOldVersionsOfXgboostAreOfAllKinds(String version) throws IOException {
        List<String> kinds = List.of("reg:", "binary:", "multi:", "rank:", "dart", "gblinear", "base_score");
        String all = cases("xgboost-" + version + ".").map(BoosterCase::about).collect(Collectors.joining());
        assertThat(all).contains(kinds);
    }

    /// To the last bit: XGBoost's arithmetic of 32 bits is repeated step by step.
    @TestFactory
    Stream<DynamicTest> xgboostIsRepeatedToTheLastBit() throws IOException {
        return cases("xgboost-")
                .map(each -> DynamicTest.dynamicTest(
                        name(each),
                        () -> assertThat(each.predicted()).as(each.about()).containsExactly(each.expected())));
    }

    /// To the last bit too: sums of 64 bits in the library's order, and glibc's exponential.
    @TestFactory
    Stream<DynamicTest> lightgbmIsRepeatedToTheLastBit() throws IOException {
        return cases("lightgbm-")
                .map(each -> DynamicTest.dynamicTest(
                        name(each),
                        () -> assertThat(each.predicted()).as(each.about()).containsExactly(each.expected())));
    }

    private static Stream<BoosterCase> cases(String prefix) throws IOException {
        try (Stream<Path> folders = Files.list(Models.folder("boosters"))) {
            return folders
                    .filter(each -> each.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .map(BoosterCase::read)
                    .toList()
                    .stream();
        }
    }

    private static String name(BoosterCase each) {
        return each.folder().getFileName().toString();
    }
}
