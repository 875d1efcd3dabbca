package dev.cairn.scoring.sklearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.SkopsWriter;
import dev.cairn.scoring.limits.TimeLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Small files that ask for much memory: each is refused before it gets it.
class GreedySkopsTest {
    private static final String MILLION = "1000000";

    @TempDir
    private Path folder;

    private final SkopsWriter skops = new SkopsWriter();

    @ParameterizedTest
    @ValueSource(strings = {"<U0", "|V0"})
    void anArrayOfValuesOfNoBytesIsRefused(String type) {
        String classes = skops.array(type, "2000000000,", new byte[0]);
        assertThatThrownBy(() -> read(classifier(classes, skops.array("1, 2", 1, 2))))
                .isInstanceOf(SkopsFormatException.class)
                .hasMessageContaining("'%s'".formatted(type));
    }

    @Test
    void anArrayOfNoValuesDoesNotAskForManyRows() {
        String weights = skops.array("2000000000, 0");
        assertThatThrownBy(() -> read(skops.object(
                        "sklearn.linear_model._base.LinearRegression",
                        "n_features_in_",
                        skops.scalar("0"),
                        "coef_",
                        weights,
                        "intercept_",
                        skops.vector(1))))
                .isInstanceOf(SkopsFormatException.class)
                .hasMessageContaining("no values");
    }

    @Test
    void anArrayOfBooleansThatIsWantedOftenIsRefused() {
        String mean = skops.array("|b1", MILLION + ",", new byte[1_000_000]);
        String scaler = scaler("true", mean);
        assertThatThrownBy(() -> read(pipeline(Collections.nCopies(17, scaler))))
                .isInstanceOf(OnlyPythonException.class)
                .hasMessageContaining("memory");
    }

    @Test
    void scalersOfNothingDoNotTakeAMillionNumbersEach() {
        assertThatThrownBy(() -> read(pipeline(Collections.nCopies(1000, scaler("false", skops.scalar("null"))))))
                .isInstanceOf(OnlyPythonException.class)
                .hasMessageContaining("memory");
    }

    @Test
    void productsOfAMillionColumnsAreNotMadeOverAndOver() {
        String features = skops.object(
                "sklearn.preprocessing._polynomial.PolynomialFeatures",
                "n_features_in_",
                skops.scalar(MILLION),
                "_min_degree",
                skops.scalar("1"),
                "_max_degree",
                skops.scalar("1"),
                "interaction_only",
                skops.scalar("false"),
                "include_bias",
                skops.scalar("false"));
        assertThatThrownBy(() -> read(pipeline(Collections.nCopies(100, features))))
                .isInstanceOf(OnlyPythonException.class)
                .hasMessageContaining("memory");
    }

    @Test
    void aFewScalersOfNothingAreRead() throws IOException {
        assertThat(read(pipeline(Collections.nCopies(2, scaler("false", skops.scalar("null"))))))
                .isInstanceOf(Predictor.Piped.class);
    }

    @Test
    void aStepDoesNotTakeMoreColumnsThanThereAre() {
        String places = skops.vector(0, 1, 0);
        String split = skops.object(
                "sklearn.compose._column_transformer.ColumnTransformer",
                "n_features_in_",
                skops.scalar("2"),
                "transformers_",
                skops.list(skops.list(skops.text("some"), skops.text("passthrough"), skops.list())),
                "_transformer_to_input_indices",
                skops.dictionary("some", places));
        assertThatThrownBy(() -> read(pipeline(List.of(split))))
                .isInstanceOf(SkopsFormatException.class)
                .hasMessageContaining("2 columns at most");
    }

    @Test
    void theBestOfManyColumnsAreChosen() throws IOException {
        String best = skops.object(
                "sklearn.feature_selection._univariate_selection.SelectKBest",
                "n_features_in_",
                skops.scalar("3"),
                "scores_",
                skops.vector(5, 1, 7),
                "k",
                skops.scalar("2"));
        Predictor model = read(pipeline(List.of(best)));
        Answer answer = model.predict(new Numbers(new double[] {-3, 100, 0, 0, -100, 1}, 2, 3), new TimeLimit());
        assertThat(answer).isEqualTo(new Answer.Labels(List.of(0.0, 1.0)));
    }

    @Test
    void aDescriptionOfManyZerosIsRefusedBeforeItIsATree() {
        assertThatThrownBy(() -> read("[0" + ",0".repeat(SkopsFile.MAX_TOKENS) + "]"))
                .isInstanceOf(SkopsFormatException.class)
                .hasMessageContaining(String.valueOf(SkopsFile.MAX_TOKENS));
    }

    @Test
    void aSmallFileDoesNotDescribeAsManyThingsAsItMay() {
        assertThatThrownBy(() -> read("[0" + ",0".repeat(SkopsFile.MAX_TOKENS - 10) + "]"))
                .isInstanceOf(OnlyPythonException.class)
                .hasMessageContaining("memory");
    }

    private Predictor read(String model) throws IOException {
        skops.write(folder, model);
        return SkopsFile.read(folder.resolve("model.skops"), "predict");
    }

    private String pipeline(List<String> steps) {
        List<String> named = new java.util.ArrayList<>();
        steps.forEach(step -> named.add(skops.list(skops.text("step"), step)));
        named.add(skops.list(skops.text("model"), classifier(skops.vector(0, 1), skops.array("1, 2", 1, 2))));
        return skops.object("sklearn.pipeline.Pipeline", "steps", skops.list(named.toArray(String[]::new)));
    }

    private String classifier(String classes, String weights) {
        return skops.object(
                "sklearn.svm._classes.LinearSVC",
                "n_features_in_",
                skops.scalar("2"),
                "coef_",
                weights,
                "intercept_",
                skops.vector(1),
                "classes_",
                classes);
    }

    private String scaler(String centers, String mean) {
        return skops.object(
                "sklearn.preprocessing._data.StandardScaler",
                "n_features_in_",
                skops.scalar(MILLION),
                "with_mean",
                skops.scalar(centers),
                "mean_",
                mean,
                "with_std",
                skops.scalar("false"));
    }
}
