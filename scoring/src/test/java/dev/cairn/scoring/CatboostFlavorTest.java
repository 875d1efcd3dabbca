package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.limits.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CatboostFlavorTest {
    @TempDir
    private Path folder;

    /// All but exponentials to the last bit, over the models that `conformance/python/boosters.py` made.
    @TestFactory
    Stream<DynamicTest> modelsAnswerAsTheLibraryDoes() throws IOException {
        try (Stream<Path> folders = Files.list(Models.folder("catboost"))) {
            return folders.sorted().toList().stream()
                    .map(each -> DynamicTest.dynamicTest(
                            each.getFileName().toString(),
                            () -> BoosterCase.read(each).assertAnswered(1e-15)));
        }
    }

    @TestFactory
    Stream<DynamicTest> manyRowsAreAnsweredAsEachByItself() throws IOException {
        try (Stream<Path> folders = Files.list(Models.folder("catboost"))) {
            return folders.sorted().toList().stream()
                    .map(each -> DynamicTest.dynamicTest(
                            each.getFileName().toString(), () -> assertRowsAreAlike(BoosterCase.read(each), 2_500)));
        }
    }

    private static void assertRowsAreAlike(BoosterCase of, int rows) {
        int distinct = of.json().path("rows").size();
        try (Scorer scorer = Scorer.open(ModelFolder.open(of.folder()), 1)) {
            List<Object> single = new ArrayList<>();
            for (int row = 0; row < distinct; row++) {
                single.addAll(values(scorer, of.withRows(row, 1)));
            }
            List<Object> all = values(scorer, of.withRows(0, rows));
            assertThat(all).hasSize(rows * (single.size() / distinct));
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i)).isEqualTo(single.get(i % single.size()));
            }
        }
    }

    /// What is answered, flat.
    private static List<Object> values(Scorer scorer, BoosterCase of) {
        Column values =
                ((Predictions.Plain) scorer.score(of.payload())).values().values();
        return IntStream.range(0, values.size())
                .mapToObj(i -> Cells.value(values, i))
                .toList();
    }

    @Test
    void manyRowsThatTakeTooLongAreGivenUp() throws IOException {
        try (Stream<Path> folders = Files.list(Models.folder("catboost"))) {
            BoosterCase first = BoosterCase.read(folders.sorted().toList().getFirst());
            ModelFolder model = ModelFolder.open(first.folder());
            JsonNode flavor = Objects.requireNonNull(model.model().flavors().get("catboost"));
            Path file = first.folder().resolve(flavor.path("data").asString());
            TimeLimit none = new TimeLimit(Duration.ZERO);
            try (CatboostScorer scorer =
                    CatboostScorer.open(file, flavor.path("model_type").asString())) {
                assertThatThrownBy(() -> scorer.score(first.withRows(0, 2_500).payload(), none))
                        .isInstanceOf(InvalidInput.class)
                        .hasMessageContaining("took more than");
            }
        }
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        Files.writeString(folder.resolve("model.cb"), "no model");
        assertThatThrownBy(() -> open("CatBoostRegressor", "cbm"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("CatBoost cannot load 'model.cb'");
    }

    @Test
    void otherFormatsAndClassesAreForAPythonWorker() {
        assertThatThrownBy(() -> open("CatBoostRegressor", "json"))
                .isInstanceOf(UnsupportedFlavorException.class)
                .hasMessageContaining("in the format json, which only Python can score");
        assertThatThrownBy(() -> open("Mine", "cbm")).isInstanceOf(UnsupportedFlavorException.class);
    }

    @Test
    void aModelThatIsClosedAnswersNoMore() throws IOException {
        try (Stream<Path> folders = Files.list(Models.folder("catboost"))) {
            BoosterCase first = BoosterCase.read(folders.sorted().toList().getFirst());
            Scorer scorer = Scorer.open(ModelFolder.open(first.folder()), 1);
            scorer.close();
            scorer.close();
            assertThatThrownBy(() -> scorer.score(first.payload())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void fewerColumnsThanFeaturesAreTheCallersError() throws IOException {
        try (Stream<Path> folders = Files.list(Models.folder("catboost"))) {
            Path first = folders.sorted().toList().getFirst();
            try (Scorer scorer = Scorer.open(ModelFolder.open(first), 1)) {
                Tensor none = new Tensor(List.of(1, 0), new ColumnBuilder().build());
                assertThatThrownBy(() -> scorer.score(none))
                        .isInstanceOf(InvalidInput.class)
                        .hasMessageContaining("is present in model but not in pool");
            }
        }
    }

    private Scorer open(String modelClass, String format) throws IOException {
        Files.writeString(
                folder.resolve("MLmodel"),
                "flavors: {catboost: {data: model.cb, model_type: %s, save_format: %s}}".formatted(modelClass, format));
        return Scorer.open(ModelFolder.open(folder), 1);
    }
}
