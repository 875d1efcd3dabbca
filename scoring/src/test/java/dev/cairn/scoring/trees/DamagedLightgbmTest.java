package dev.cairn.scoring.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.Models;
import dev.cairn.scoring.limits.TimeLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Files that nobody's library wrote: each is refused, or is a model that predicts something.
class DamagedLightgbmTest {
    private static final int CHANGES = 200;

    /// Two features, one of them a category; two trees, one of them linear.
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
            num_leaves=3
            num_cat=1
            split_feature=0 1
            threshold=0.5 0
            decision_type=2 1
            left_child=1 -1
            right_child=-3 -2
            leaf_value=1 2 3
            cat_boundaries=0 1
            cat_threshold=2

            Tree=1
            num_leaves=1
            num_cat=0
            leaf_value=4
            is_linear=1
            leaf_const=5
            num_features=1
            leaf_features=0
            leaf_coeff=10

            end of trees
            """;

    @Test
    void theModelPredictsAsLongAsNothingIsChanged() {
        double[] rows = {0, 1, 0, 0, 1, 1, Double.NaN, 0};
        assertThat(read(MODEL).predict(rows, 4, new TimeLimit())).containsExactly(1 + 5, 2 + 5, 3 + 15, 2 + 4);
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            int end = new String(whole, StandardCharsets.ISO_8859_1).indexOf("end of parameters");
            for (int length = 0; length < end; length += 1 + length / 20) {
                byte[] cut = Arrays.copyOf(whole, length);
                if (!isWholeWithoutParameters(cut)) {
                    assertThatThrownBy(() -> LightgbmFile.read(cut))
                            .as("%s, %d bytes", file, length)
                            .isInstanceOf(BoosterFormatException.class);
                }
            }
        }
    }

    /// The program of LightGBM's own may leave out what follows the trees.
    private static boolean isWholeWithoutParameters(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return text.contains("end of trees") && !text.contains("parameters:");
    }

    @Test
    void aFileWithBytesChangedIsRefusedOrPredicts() throws IOException {
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            Random random = new Random(whole.length);
            int end = new String(whole, StandardCharsets.ISO_8859_1).indexOf("parameters:");
            for (int i = 0; i < CHANGES; i++) {
                byte[] changed = whole.clone();
                for (int bytes = 1 + random.nextInt(3); bytes > 0; bytes--) {
                    changed[random.nextInt(end)] = changedByte(random);
                }
                predictIfReadable(changed);
            }
        }
    }

    /// Any byte, or a digit: those do the most.
    private static byte changedByte(Random random) {
        return (byte) (random.nextBoolean() ? random.nextInt(256) : '0' + random.nextInt(10));
    }

    @Test
    void aNodeThatIsItsOwnAncestorIsRefused() {
        assertRefused("left_child=1 -1", "left_child=1 0", "has another parent");
        assertRefused("left_child=1 -1", "left_child=1 1", "has another parent");
    }

    @Test
    void aLeafOfTwoParentsIsRefused() {
        assertRefused("right_child=-3 -2", "right_child=-3 -1", "has another parent");
    }

    @Test
    void aChildThatIsNotThereIsRefused() {
        assertRefused("left_child=1 -1", "left_child=2 -1", "is missing");
        assertRefused("right_child=-3 -2", "right_child=-4 -2", "is missing");
        assertRefused("right_child=-3 -2", "right_child=-2147483648 -2", "is missing");
    }

    @Test
    void aFeatureThatIsNotThereIsRefused() {
        assertRefused("split_feature=0 1", "split_feature=2 1", "feature 2 of 2");
        assertRefused("leaf_features=0", "leaf_features=2", "feature 2 of 2");
        assertRefused("leaf_features=0", "leaf_features=-1", "feature -1 of 2");
    }

    @Test
    void aSetOfCategoriesThatIsNotThereIsRefused() {
        assertRefused("threshold=0.5 0", "threshold=0.5 1", "a set of categories that exists");
        predictIfReadable(MODEL.replace("threshold=0.5 0", "threshold=0.5 nan").getBytes(StandardCharsets.UTF_8));
        predictIfReadable(MODEL.replace("boundaries=0 1", "boundaries=1 1").getBytes(StandardCharsets.UTF_8));
        assertRefused("cat_boundaries=0 1", "cat_boundaries=2 1", "numbers that ascend");
        assertRefused("cat_boundaries=0 1", "cat_boundaries=-1 1", "numbers that ascend");
        assertRefused("cat_boundaries=0 1", "cat_boundaries=0 2147483647", "where 2147483647 belong");
    }

    @Test
    void aCountThatTheFileCannotHoldIsRefused() {
        assertRefused("num_leaves=3", "num_leaves=2147483647", "where 2147483647 belong");
        assertRefused("num_leaves=3", "num_leaves=0", "one at least");
        assertRefused("num_cat=1", "num_cat=2147483647", "where 2147483648 belong");
        assertRefused("num_features=1", "num_features=2147483647", "where 2147483647 belong");
        assertRefused("num_features=1", "num_features=-1", "numbers of terms");
        assertRefused("max_feature_idx=1", "max_feature_idx=2147483647", "where 2147483648 belong");
        assertRefused("tree_sizes=1 1", "tree_sizes=1 1 1", "where 3 are announced");
        assertRefused("num_class=1", "num_class=1000000000", "the number of trees of a round");
        assertRefused(
                "num_class=1\nnum_tree_per_iteration=1",
                "num_class=1000000000\nnum_tree_per_iteration=1000000000",
                "fewer outputs than trees");
    }

    @Test
    void anUnknownVersionOrObjectiveIsRefusedByName() {
        assertRefused("version=v4", "version=v5", "'v5' at 'version'");
        assertRefused("objective=regression", "objective=future alpha:1", "'future'");
        assertRefused("objective=regression", "objective=binary", "without its number 'sigmoid:'");
        assertRefused("objective=regression", "objective=multiclass num_class:3", "and 1 outputs");
        assertRefused("decision_type=2 1", "decision_type=14 1", "decision type 14");
    }

    @Test
    void aPickleIsNotReadAsText() {
        assertThatThrownBy(() -> LightgbmFile.read("\u0080\u0004\u0095".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(BoosterFormatException.class)
                .hasMessageContaining("Booster.save_model");
    }

    private static BoostedModel read(String model) {
        return LightgbmFile.read(model.getBytes(StandardCharsets.UTF_8)).model();
    }

    private static void assertRefused(String text, String changed, String why) {
        assertThat(MODEL).contains(text);
        assertThatThrownBy(() -> read(MODEL.replace(text, changed)))
                .isInstanceOf(BoosterFormatException.class)
                .hasMessageContaining(why);
    }

    private static void predictIfReadable(byte[] file) {
        try {
            BoostedModel model = LightgbmFile.read(file).model();
            if (model.inputs().count() < 10_000) {
                double[] rows = new double[2 * model.inputs().count()];
                assertThat(model.predict(rows, 2, new TimeLimit())).hasSize(2 * model.width());
            }
        } catch (BoosterFormatException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }

    private static Iterable<Path> files() throws IOException {
        try (Stream<Path> folders = Files.list(Models.folder("boosters"))) {
            return folders.filter(each -> each.getFileName().toString().startsWith("lightgbm-"))
                    .sorted()
                    .map(each -> each.resolve("model.lgb"))
                    .toList();
        }
    }
}
