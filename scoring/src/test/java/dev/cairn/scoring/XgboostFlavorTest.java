package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.trees.XgboostFile;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XgboostFlavorTest {
    /// Two features; adds 1 where the first is less than 0.5 or missing, else -1.
    private static final String STUMP = """
            {"learner": {"attributes": {%s}, "feature_names": [%s], "objective": {"name": "%s"},
             "learner_model_param": {"base_score": "5E-1", "num_class": "0", "num_feature": "2"},
             "gradient_booster": {"name": "gbtree", "model": {"tree_info": [0, 0], "gbtree_model_param": {"num_parallel_tree": "1"},
              "trees": [%2$s, %2$s]}}}, "version": [1, 0, 0]}
            """;

    @TempDir
    private Path folder;

    @Test
    void aBoosterOfTheFirstVersionAddsItsTrees() throws IOException {
        try (Scorer scorer = open("xgboost.core.Booster", stump("", "", "reg:squarederror"))) {
            assertThat(answer(scorer, matrix(0.4999999, 0, 0.5, 0, Double.NaN, 0)))
                    .containsExactly(2.5, -1.5, 2.5);
        }
    }

    @Test
    void theClassesOfScikitLearnStopAtTheBestIteration() throws IOException {
        String stump =
                stump("\"best_iteration\": \"0\"", "", "reg:squarederror").replace("[1, 0, 0]", "[1, 4, 0]");
        try (Scorer booster = open("xgboost.core.Booster", stump);
                Scorer regressor = open("xgboost.sklearn.XGBRegressor", stump)) {
            assertThat(answer(booster, matrix(0, 0))).containsExactly(2.5);
            assertThat(answer(regressor, matrix(0, 0))).containsExactly(1.5);
        }
    }

    @Test
    void theyStopAtTheTreesThatTheyKeptBeforeTheyCountedRounds() throws IOException {
        String kept = "\"best_iteration\": \"1\", \"scikit_learn\": \"{\\\"best_ntree_limit\\\": 1}\"";
        try (Scorer regressor = open("xgboost.sklearn.XGBRegressor", stump(kept, "", "reg:squarederror"))) {
            assertThat(answer(regressor, matrix(0, 0))).containsExactly(1.5);
        }
        String none = stump("\"best_iteration\": \"0\"", "", "reg:squarederror");
        try (Scorer regressor = open("xgboost.sklearn.XGBRegressor", none)) {
            assertThat(answer(regressor, matrix(0, 0))).containsExactly(2.5);
        }
    }

    @Test
    void labelsAreReadBesideSettingsThatAreNoNumbers() throws IOException {
        String kept = "\"scikit_learn\": \"{\\\"missing\\\": NaN, \\\"_le\\\": {\\\"classes_\\\": [3, 7]}}\"";
        try (Scorer scorer = open("xgboost.sklearn.XGBClassifier", stump(kept, "", "binary:logistic"))) {
            Predictions answer = scorer.score(matrix(0, 0, 1, 0));
            assertThat(Cells.value(((Predictions.Plain) answer).values().values(), 0))
                    .isEqualTo(7L);
        }
    }

    @Test
    void aClassifierAnswersTheLabelsThatItKept() throws IOException {
        String kept = "\"scikit_learn\": \"{\\\"_le\\\": {\\\"classes_\\\": [\\\"no\\\", \\\"yes\\\"]}}\"";
        try (Scorer scorer = open("xgboost.sklearn.XGBClassifier", stump(kept, "", "binary:logistic"))) {
            Predictions answer = scorer.score(matrix(0, 0, 1, 0));
            assertThat(((Predictions.Plain) answer).values().values())
                    .isEqualTo(new Column.Texts(List.of("yes", "no")));
        }
    }

    @Test
    void aClassifierThatKeptTooFewLabelsIsRefusedAtOnce() {
        String kept = "\"scikit_learn\": \"{\\\"_le\\\": {\\\"classes_\\\": [\\\"no\\\"]}}\"";
        assertThatThrownBy(() -> open("xgboost.sklearn.XGBClassifier", stump(kept, "", "binary:logistic")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("has 2 classes and keeps the labels (classes_) of 1");
    }

    @Test
    void moreRowsThanAnAnswerMayHaveAreRefused() throws IOException {
        Files.writeString(folder.resolve("model.json"), stump("", "", "reg:squarederror"));
        BoosterFeed many = new BoosterFeed(new double[0], ScoringLimits.DEFAULT.maxValues() + 1);
        try (Scorer scorer = new BoosterScorer(
                XgboostFile.read(folder.resolve("model.json")).model(),
                (payload, inputs) -> many,
                BoosterAnswers::numbers)) {
            assertThatThrownBy(() -> scorer.score(matrix(0, 0)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("send the data in smaller requests");
        }
    }

    @Test
    void columnsMustBeTheModelsFeaturesInTheirOrder() throws IOException {
        try (Scorer scorer = open("xgboost.core.Booster", stump("", "\"a\", \"b\"", "reg:squarederror"))) {
            assertThat(answer(scorer, frame("a", "b"))).containsExactly(2.5);
            assertThatThrownBy(() -> scorer.score(frame("b", "a")))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("feature_names mismatch: ['a', 'b'] ['b', 'a']");
            assertThatThrownBy(() -> scorer.score(matrix(0, 0)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("the following fields are expected: a, b");
        }
    }

    @Test
    void whatTheModelCannotTakeIsTheCallersError() throws IOException {
        try (Scorer scorer = open("xgboost.core.Booster", stump("", "", "reg:squarederror"))) {
            assertThatThrownBy(() -> scorer.score(matrix(1e39, 0))).hasMessageContaining("inf");
            assertThatThrownBy(() -> scorer.score(new Tensor(List.of(1), new Column.Texts(List.of("a")))))
                    .hasMessageContaining("two-dimensional");
            assertThatThrownBy(() -> scorer.score(new Tensor(List.of(1, 2), new Column.Texts(List.of("a", "b")))))
                    .hasMessageContaining("must be int, float, bool or category");
            assertThatThrownBy(() -> scorer.score(new Tensor(List.of(1, 1), doubles(1))))
                    .hasMessageContaining("Feature shape mismatch, expected: 2, got 1");
        }
    }

    @Test
    void aClassOfItsOwnIsForAPythonWorker() {
        assertThatThrownBy(() -> open("mine.Booster", stump("", "", "reg:squarederror")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("only a Python worker");
    }

    @Test
    void theDeprecatedBinaryFormatIsRefusedByName() {
        assertThatThrownBy(() -> open("xgboost.core.Booster", "binf\0\0\0\0"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("deprecated binary one");
    }

    @Test
    void anUnknownObjectiveIsRefusedByName() {
        assertThatThrownBy(() -> open("xgboost.core.Booster", stump("", "", "reg:future")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("'reg:future'");
    }

    private Scorer open(String modelClass, String model) throws IOException {
        Files.writeString(folder.resolve("model.json"), model, StandardCharsets.UTF_8);
        Files.writeString(
                folder.resolve("MLmodel"),
                "flavors: {xgboost: {data: model.json, model_class: %s}}".formatted(modelClass),
                StandardCharsets.UTF_8);
        return Scorer.open(ModelFolder.open(folder), 1);
    }

    private static String stump(String attributes, String names, String objective) {
        String tree = "{\"left_children\": [1, -1, -1], \"right_children\": [2, -1, -1], \"split_indices\": [0, 0, 0],"
                + " \"split_conditions\": [0.5, 1.0, -1.0], \"default_left\": [true, false, false],"
                + " \"tree_param\": {\"num_nodes\": \"3\", \"size_leaf_vector\": \"0\"}}";
        return STUMP.replace("%2$s", tree).formatted(attributes, names, objective);
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
            columns.put(name, doubles(0));
        }
        return new Frame(columns, 1);
    }

    private static double[] answer(Scorer scorer, Payload payload) {
        Column.Doubles values = (Column.Doubles)
                ((Predictions.Plain) scorer.score(payload)).values().values();
        double[] copy = new double[values.size()];
        values.values().get(0, copy);
        return copy;
    }
}
