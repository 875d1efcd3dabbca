package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SklearnFlavorTest {
    @TempDir
    private Path folder;

    private final SkopsWriter skops = new SkopsWriter();

    @Test
    void aLinearModelMultipliesAndAdds() throws IOException {
        try (Scorer scorer = open(linear("n_features_in_", skops.scalar("2")))) {
            assertThat(values(scorer.score(matrix(1, 1, 0, 2))))
                    .isEqualTo(new Column.Doubles(DoubleBuffer.wrap(new double[] {3.5, 4.5})));
        }
    }

    @Test
    void aClassifierAnswersItsLabels() throws IOException {
        try (Scorer scorer = open(classifier())) {
            assertThat(values(scorer.score(matrix(1, 1, -1, -1)))).isEqualTo(new Column.Texts(List.of("yes", "no")));
        }
    }

    @Test
    void columnsMustBeThoseOfTheFitInTheirOrder() throws IOException {
        try (Scorer scorer = open(named())) {
            assertThat(values(scorer.score(frame("a", "b")))).isInstanceOf(Column.Doubles.class);
            assertThat(values(scorer.score(matrix(1, 1)))).isInstanceOf(Column.Doubles.class);
            assertRefused(scorer, frame("b", "a"), """
                    The feature names should match those that were passed during fit.
                    Feature names must be in the same order as they were in fit.
                    """);
            assertRefused(scorer, frame("a", "c"), """
                    Feature names unseen at fit time:
                    - c
                    Feature names seen at fit time, yet now missing:
                    - b
                    """);
        }
    }

    @Test
    void whatTheLibraryRefusesIsTheCallersError() throws IOException {
        try (Scorer scorer = open(named())) {
            assertRefused(
                    scorer,
                    new Tensor(List.of(1, 3), doubles(1, 2, 3)),
                    "X has 3 features, but LinearRegression is expecting 2 features as input.");
            assertRefused(
                    scorer,
                    matrix(1, Double.NaN),
                    "Input X contains NaN.\nLinearRegression does not accept missing values encoded as NaN natively.");
            assertRefused(
                    scorer,
                    matrix(1, Double.POSITIVE_INFINITY),
                    "Input X contains infinity or a value too large for dtype('float64').");
            assertRefused(
                    scorer,
                    new Tensor(List.of(1, 2), new Column.Texts(List.of("1", "x"))),
                    "could not convert string to float: 'x'");
            assertRefused(
                    scorer,
                    new Tensor(List.of(0, 2), doubles()),
                    "Found array with 0 sample(s) (shape=(0, 2)) while a minimum of 1 is required by LinearRegression.");
            assertRefused(scorer, new Tensor(List.of(2), doubles(1, 2)), "Expected 2D array");
        }
    }

    @Test
    void aColumnTransformerTakesItsColumnsByNameAndNoOthers() throws IOException {
        String split = skops.object(
                "sklearn.compose._column_transformer.ColumnTransformer",
                "n_features_in_",
                skops.scalar("2"),
                "feature_names_in_",
                skops.texts("a", "b"),
                "transformers_",
                skops.list(
                        skops.list(skops.text("t"), encoder(), skops.texts("a")),
                        skops.list(skops.text("rest"), skops.text("drop"), skops.list(skops.scalar("1")))),
                "_transformer_to_input_indices",
                "{\"__class__\": \"dict\", \"__module__\": \"builtins\", \"__loader__\": \"DictNode\", \"content\": {\"t\": %s}}"
                        .formatted(skops.list(skops.scalar("0"))));
        String model = skops.object(
                "sklearn.pipeline.Pipeline",
                "steps",
                skops.list(
                        skops.list(skops.text("split"), split),
                        skops.list(skops.text("model"), linear("n_features_in_", skops.scalar("2")))));
        try (Scorer scorer = open(model)) {
            assertThat(values(scorer.score(texts("z", "a")))).isEqualTo(doubles(1.5));
            assertRefused(scorer, texts("z", "b"), "columns are missing: {'a'}");
            assertRefused(
                    scorer,
                    new Tensor(List.of(1, 2), new Column.Texts(List.of("red", "x"))),
                    "Specifying the columns using strings is only supported for dataframes.");
        }
    }

    @Test
    void aCategoryThatIsNotKnownIsRefusedWhereTheEncoderRefusesIt() throws IOException {
        String model = skops.object(
                "sklearn.pipeline.Pipeline",
                "steps",
                skops.list(
                        skops.list(skops.text("encoder"), encoder()),
                        skops.list(skops.text("model"), linear("n_features_in_", skops.scalar("2")))));
        try (Scorer scorer = open(model)) {
            assertRefused(
                    scorer,
                    new Tensor(List.of(1, 1), new Column.Texts(List.of("green"))),
                    "Found unknown categories ['green'] in column 0 during transform");
        }
    }

    @Test
    void whatIsNotKnownIsForAPythonWorker() {
        assertThatThrownBy(() -> open(skops.object("sklearn.svm._classes.SVC")))
                .isInstanceOf(UnsupportedFlavorException.class)
                .hasMessageContaining("is a sklearn.svm._classes.SVC, which only Python can score");
        assertThatThrownBy(() -> open(skops.object("mine.LinearRegression")))
                .isInstanceOf(UnsupportedFlavorException.class)
                .hasMessageContaining("mine.LinearRegression");
    }

    @Test
    void aPickleIsForAPythonWorker() throws IOException {
        Files.writeString(
                folder.resolve("MLmodel"),
                "flavors: {sklearn: {pickled_model: model.pkl, serialization_format: cloudpickle}}");
        assertThatThrownBy(() -> Scorer.open(ModelFolder.open(folder), 1))
                .isInstanceOf(UnsupportedFlavorException.class)
                .hasMessageContaining("is a cloudpickle, which only Python can read");
    }

    @Test
    void anAttributeOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> open(linear("n_features_in_", skops.scalar("3"))))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("has a ndarray at 'coef_', where 3 numbers should be");
    }

    @Test
    void aFileThatIsNoArchiveIsRefused() throws IOException {
        new SkopsWriter().write(folder, "{}");
        Files.writeString(folder.resolve("model.skops"), "no archive");
        assertThatThrownBy(() -> Scorer.open(ModelFolder.open(folder), 1))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("is not an archive");
    }

    private String linear(String... more) {
        return model("sklearn.linear_model._base.LinearRegression", skops.vector(1, 2), more);
    }

    private String named() {
        return linear("n_features_in_", skops.scalar("2"), "feature_names_in_", skops.texts("a", "b"));
    }

    private String classifier() {
        return model(
                "sklearn.linear_model._logistic.LogisticRegression",
                skops.array("1, 2", 1, 2),
                "n_features_in_",
                skops.scalar("2"),
                "classes_",
                skops.texts("no", "yes"),
                "solver",
                skops.text("lbfgs"));
    }

    private String model(String type, String coefficients, String... more) {
        String[] attributes = Arrays.copyOf(more, more.length + 4);
        attributes[more.length] = "coef_";
        attributes[more.length + 1] = coefficients;
        attributes[more.length + 2] = "intercept_";
        attributes[more.length + 3] = skops.scalar("0.5");
        return skops.object(type, attributes);
    }

    private String encoder() {
        return skops.object(
                "sklearn.preprocessing._encoders.OneHotEncoder",
                "n_features_in_",
                skops.scalar("1"),
                "categories_",
                skops.list(skops.texts("red", "yellow")),
                "handle_unknown",
                skops.text("error"));
    }

    private Scorer open(String model) throws IOException {
        skops.write(folder, model);
        return Scorer.open(ModelFolder.open(folder), 1);
    }

    private static void assertRefused(Scorer scorer, Payload payload, String why) {
        assertThatThrownBy(() -> scorer.score(payload))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(why);
    }

    private static Column values(Predictions predictions) {
        return ((Predictions.Plain) predictions).values().values();
    }

    private static Tensor matrix(double... values) {
        return new Tensor(List.of(values.length / 2, 2), doubles(values));
    }

    private static Column doubles(double... values) {
        return new Column.Doubles(DoubleBuffer.wrap(values));
    }

    private static Frame frame(String... names) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (String name : names) {
            columns.put(name, doubles(1));
        }
        return new Frame(columns, 1);
    }

    private static Frame texts(String... names) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (String name : names) {
            columns.put(name, new Column.Texts(List.of("red")));
        }
        return new Frame(columns, 1);
    }
}
