package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LightgbmFlavorTest {
    /// Two features, the second a category; a round adds 1 where the first is at most 0.5, else 2, and 10 more where
    /// the
    /// second is of code 1.
    private static final String MODEL = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=1
            objective=regression
            feature_names=a b
            feature_infos=[0:1] 0:1
            tree_sizes=1 1

            Tree=0
            num_leaves=2
            num_cat=0
            split_feature=0
            threshold=0.5
            decision_type=2
            left_child=-1
            right_child=-2
            leaf_value=1 2

            Tree=1
            num_leaves=2
            num_cat=1
            split_feature=1
            threshold=0
            decision_type=1
            left_child=-1
            right_child=-2
            leaf_value=10 0
            cat_boundaries=0 1
            cat_threshold=2

            end of trees

            pandas_categorical:null
            """;

    private static final String LABELLED = MODEL.replace("categorical:null", "categorical:[[\"no\", \"yes\"]]");

    @TempDir
    private Path folder;

    @Test
    void aBoosterAddsItsTrees() throws IOException {
        try (Scorer scorer = open(MODEL)) {
            assertThat(answer(scorer, matrix(0.5, 0, 0.6, 1, Double.NaN, Double.NaN)))
                    .containsExactly(1, 12, 1);
        }
    }

    @Test
    void columnsAreTakenByTheirPlace() throws IOException {
        try (Scorer scorer = open(MODEL)) {
            assertThat(answer(scorer, frame("b", numbers(0, 1), "a", numbers(1, 1))))
                    .containsExactly(11, 12);
        }
    }

    @Test
    void aRandomForestAnswersTheMean() throws IOException {
        try (Scorer scorer = open(MODEL.replace("label_index=0", "average_output"))) {
            assertThat(answer(scorer, matrix(0, 1))).containsExactly(5.5);
        }
    }

    @Test
    void zeroIsMissingWhereTheTreeSaysSo() throws IOException {
        String model = MODEL.replace("decision_type=2", "decision_type=4").replace("=0.5", "=100");
        try (Scorer scorer = open(model)) {
            assertThat(answer(scorer, matrix(0, 0, 1e-36, 0, Double.NaN, 0, 1, 0, -1, 0)))
                    .containsExactly(2, 2, 2, 1, 1);
        }
    }

    @Test
    void anObjectiveMakesPredictionsOfTheSums() throws IOException {
        assertThat(predicted("regression sqrt")).isEqualTo(121);
        assertThat(predicted("huber sqrt")).isEqualTo(11);
        assertThat(predicted("lambdarank")).isEqualTo(11);
        assertThat(predicted("custom")).isEqualTo(11);
        assertThat(predicted("gamma")).isEqualTo(Math.exp(11));
        assertThat(predicted("binary sigmoid:0.1")).isEqualTo(1 / (1 + Math.exp(-1.1)));
        assertThat(predicted("cross_entropy")).isEqualTo(1 / (1 + Math.exp(-11)));
        assertThat(predicted("xentlambda")).isEqualTo(Math.log1p(Math.exp(11)));
    }

    private double predicted(String objective) throws IOException {
        try (Scorer scorer = open(MODEL.replace("objective=regression", "objective=" + objective))) {
            return answer(scorer, matrix(0, 1))[0];
        }
    }

    @Test
    void aRoundOfSeveralTreesHasOneForEachClass() throws IOException {
        String model = MODEL.replace("num_class=1", "num_class=2").replace("iteration=1", "iteration=2");
        try (Scorer scorer = open(model.replace("=regression", "=multiclassova num_class:2 sigmoid:1"))) {
            Tensor answer = tensor(scorer, matrix(0, 1));
            assertThat(answer.shape()).containsExactly(1, 2);
            assertThat(answer(scorer, matrix(0, 1))).containsExactly(1 / (1 + Math.exp(-1)), 1 / (1 + Math.exp(-10)));
        }
        try (Scorer scorer = open(model.replace("=regression", "=multiclass num_class:2"))) {
            assertThat(answer(scorer, matrix(0, 0)))
                    .containsExactly(1 / (1 + Math.exp(-1)), Math.exp(-1) / (1 + Math.exp(-1)));
        }
    }

    @Test
    void aColumnOfCategoriesTakesThemByName() throws IOException {
        try (Scorer scorer = open(LABELLED)) {
            assertThat(answer(scorer, frame("a", numbers(0, 0, 0, 0), "b", texts("no", "yes", "maybe", null))))
                    .containsExactly(1, 11, 1, 1);
            assertThat(answer(scorer, frame("a", numbers(0), "b", numbers(Double.NaN))))
                    .containsExactly(1);
            assertThatThrownBy(() -> scorer.score(frame("a", numbers(0), "b", numbers(1))))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("The column b takes categories, such as [no, yes], and has 1.0");
        }
    }

    @Test
    void anArrayTakesTheCodesOfCategories() throws IOException {
        try (Scorer scorer = open(LABELLED)) {
            assertThat(answer(scorer, matrix(0, 1))).containsExactly(11);
        }
    }

    @Test
    void categoriesMayBeNumbersOrTruths() throws IOException {
        try (Scorer scorer = open(MODEL.replace("categorical:null", "categorical:[[0.1, 7]]"))) {
            assertThat(answer(scorer, frame("a", numbers(0, 0, 0), "b", numbers(0.1, 7, 8))))
                    .containsExactly(1, 11, 1);
            assertThat(answer(scorer, frame("a", numbers(0), "b", new Column.Longs(LongBuffer.wrap(new long[] {7})))))
                    .containsExactly(11);
        }
        try (Scorer scorer = open(MODEL.replace("categorical:null", "categorical:[[false, true]]"))) {
            assertThat(answer(scorer, frame("a", numbers(0, 0), "b", new Column.Booleans(List.of(false, true)))))
                    .containsExactly(1, 11);
        }
    }

    @Test
    void textsTellTheColumnsThatTheFileDoesNotTell() throws IOException {
        try (Scorer scorer = open(LABELLED.replace("[0:1] 0:1", "0:1 0:1"))) {
            assertThat(answer(scorer, frame("a", numbers(0), "b", texts("yes"))))
                    .containsExactly(11);
            assertThatThrownBy(() -> scorer.score(frame("a", numbers(0), "b", numbers(Double.NaN))))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("has 1 categorical columns, and its file does not say which");
        }
    }

    @Test
    void whatTheModelCannotTakeIsTheCallersError() throws IOException {
        try (Scorer scorer = open(MODEL)) {
            assertThatThrownBy(() -> scorer.score(new Tensor(List.of(1), numbers(1))))
                    .hasMessageContaining("must be 2 dimensional");
            assertThatThrownBy(() -> scorer.score(new Tensor(List.of(1, 1), numbers(1))))
                    .hasMessageContaining(
                            "The number of features in data (1) is not the same as it was in training data (2)");
            assertThatThrownBy(() -> scorer.score(new Tensor(List.of(1, 2), texts("a", "b"))))
                    .hasMessageContaining("must be of numbers");
            assertThatThrownBy(() -> scorer.score(frame("a", numbers(1), "b", texts("yes"))))
                    .hasMessageContaining("Fields with bad pandas dtypes: b: str");
            assertThatThrownBy(() -> scorer.score(frame("a", numbers(), "b", numbers())))
                    .hasMessageContaining("non empty");
        }
    }

    @Test
    void aClassOfScikitLearnIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> open("lightgbm.sklearn.LGBMClassifier", "\u0080"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("log its booster instead, mlflow.lightgbm.log_model(model.booster_, ...)");
    }

    @Test
    void aFileThatIsNoModelIsRefusedByItsName() {
        assertThatThrownBy(() -> open("what"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("The file 'model.lgb' is not in LightGBM's text format");
    }

    private Scorer open(String model) throws IOException {
        return open("lightgbm.basic.Booster", model);
    }

    private Scorer open(String modelClass, String model) throws IOException {
        Files.writeString(folder.resolve("model.lgb"), model);
        Files.writeString(
                folder.resolve("MLmodel"),
                "flavors: {lightgbm: {data: model.lgb, model_class: %s}}".formatted(modelClass));
        return Scorer.open(ModelFolder.open(folder), 1);
    }

    private static Tensor matrix(double... values) {
        return new Tensor(List.of(values.length / 2, 2), numbers(values));
    }

    private static Column numbers(double... values) {
        return new Column.Doubles(DoubleBuffer.wrap(values));
    }

    private static Column texts(@Nullable String... values) {
        return new Column.Texts(Arrays.asList(values));
    }

    private static Frame frame(String first, Column firstColumn, String second, Column secondColumn) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        columns.put(first, firstColumn);
        columns.put(second, secondColumn);
        return new Frame(columns, firstColumn.size());
    }

    private static Tensor tensor(Scorer scorer, Payload payload) {
        return ((Predictions.Plain) scorer.score(payload)).values();
    }

    private static double[] answer(Scorer scorer, Payload payload) {
        Column.Doubles values = (Column.Doubles) tensor(scorer, payload).values();
        double[] copy = new double[values.size()];
        values.values().get(0, copy);
        return copy;
    }
}
