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
class DamagedXgboostTest {
    private static final int CHANGES = 400;

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            for (int length = 0; length < whole.length - 2; length += 1 + length / 20) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> XgboostFile.read(cut)).isInstanceOf(BoosterFormatException.class);
            }
        }
    }

    @Test
    void aFileWithBytesChangedIsRefusedOrPredicts() throws IOException {
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            Random random = new Random(whole.length);
            for (int i = 0; i < CHANGES; i++) {
                byte[] changed = whole.clone();
                for (int bytes = 1 + random.nextInt(3); bytes > 0; bytes--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                predictIfReadable(changed);
            }
        }
    }

    @Test
    void aNodeThatIsItsOwnAncestorIsRefused() {
        assertRefused(tree("[1, 0, -1]", "[2, 2, -1]", "[0, 0, 0]"), "has another parent");
    }

    @Test
    void aChildThatIsNotThereIsRefused() {
        assertRefused(tree("[1, -1, -1]", "[3, -1, -1]", "[0, 0, 0]"), "child 3 is missing");
        assertRefused(tree("[1, -1, -1]", "[-7, -1, -1]", "[0, 0, 0]"), "child -7 is missing");
    }

    @Test
    void aFeatureThatIsNotThereIsRefused() {
        assertRefused(tree("[1, -1, -1]", "[2, -1, -1]", "[2, 0, 0]"), "feature 2 of 2");
    }

    @Test
    void deepNestingIsRefused() {
        assertRefused("{\"learner\": " + "[".repeat(100_000), "not valid JSON");
        assertRefused("{i\1a" + "[".repeat(100_000), "64 levels");
    }

    @Test
    void aCountThatTheFileCannotHoldIsRefused() {
        assertRefused("{i\1a[$d#l\177\377\377\377", "is cut off");
        assertRefused("{i\1a[#l\177\377\377\377i", "is cut off");
        assertRefused("{i\1a[$Z#l\177\377\377\377", "not one of UBJSON");
    }

    private static void assertRefused(String file, String why) {
        assertThatThrownBy(() -> XgboostFile.read(file.getBytes(StandardCharsets.ISO_8859_1))
                        .model())
                .isInstanceOf(BoosterFormatException.class)
                .hasMessageContaining(why);
    }

    private static void predictIfReadable(byte[] file) {
        try {
            BoostedModel model = XgboostFile.read(file).model();
            if (model.inputs().count() < 10_000) {
                double[] rows = new double[2 * model.inputs().count()];
                assertThat(model.predict(rows, 2, new TimeLimit())).hasSize(2 * model.width());
            }
        } catch (BoosterFormatException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }

    private static String tree(String left, String right, String features) {
        return """
            {"learner": {"objective": {"name": "reg:squarederror"},
             "learner_model_param": {"base_score": "5E-1", "num_class": "0", "num_feature": "2"},
             "gradient_booster": {"name": "gbtree", "model": {"tree_info": [0], "trees": [
              {"left_children": %s, "right_children": %s, "split_indices": %s,
               "split_conditions": [0.5, 1.0, -1.0], "default_left": [1, 0, 0], "tree_param": {}}]}}}}
            """.formatted(left, right, features);
    }

    private static Iterable<Path> files() throws IOException {
        try (Stream<Path> folders = Files.list(Models.folder("boosters"))) {
            return folders.filter(each -> each.getFileName().toString().startsWith("xgboost-"))
                    .sorted()
                    .flatMap(each -> Stream.of(each.resolve("model.ubj"), each.resolve("model.json")))
                    .filter(Files::exists)
                    .limit(12)
                    .toList();
        }
    }
}
