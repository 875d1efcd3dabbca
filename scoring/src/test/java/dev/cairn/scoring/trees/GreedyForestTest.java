package dev.cairn.scoring.trees;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Trees that ask for much more memory than their files.
class GreedyForestTest {
    private final CategorySets.Builder categories = new CategorySets.Builder(0);

    @Test
    void setsOfOneGreatCategoryEachAreNotManyAtOnce() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        categories.add(new int[] {1 << 24});
                    }
                })
                .isInstanceOf(BoosterFormatException.class)
                .hasMessageContaining("sets of categories");
    }

    @Test
    void aMemberBelongsToOneSet() {
        String tree = """
                {"left_children": [1, -1, -1], "right_children": [2, -1, -1], "split_indices": [0, 0, 0],
                 "split_conditions": [0, 0, 0], "default_left": [0, 0, 0], "split_type": [1, 0, 0],
                 "categories_nodes": [0, 0], "categories_segments": [0, 0], "categories_sizes": [1, 1],
                 "categories": [3]}""";
        Part part = part(tree);
        assertThatThrownBy(() -> new XgboostTree(part, 1, categories))
                .isInstanceOf(BoosterFormatException.class)
                .hasMessageContaining("sets of categories that exist");
    }

    @Test
    void leavesThatShareTheirValuesAreNotCopiedWithoutEnd() {
        ForestBuilder forest = new ForestBuilder(1, 100_000_001, categories);
        String tree = """
                {"left_children": [-1], "right_children": [0], "split_indices": [0], "split_conditions": [0],
                 "default_left": [0], "leaf_weights": [1, 2]}""";
        Part part = part(tree);
        assertThatThrownBy(() -> forest.add(new XgboostTree(part, 100_000_001, categories), 0))
                .isInstanceOf(BoosterFormatException.class)
                .hasMessageContaining("values in its trees");
    }

    private static Part part(String json) {
        return JsonDocument.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), false);
    }
}
