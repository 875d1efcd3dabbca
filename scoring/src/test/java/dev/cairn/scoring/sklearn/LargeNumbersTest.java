package dev.cairn.scoring.sklearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.SkopsWriter;
import dev.cairn.scoring.limits.TimeLimit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole numbers of models that are no doubles.
class LargeNumbersTest {
    private static final long EXACT = (1L << 53) - 1;

    @TempDir
    private Path folder;

    private final SkopsWriter skops = new SkopsWriter();

    @ParameterizedTest
    @ValueSource(longs = {1L << 53, -(1L << 53), (1L << 53) + 1, Long.MIN_VALUE, Long.MAX_VALUE})
    void categoriesThatWouldBeRoundedAreLeftToPython(long category) {
        assertThatThrownBy(() -> read(encoding(longs("<i8", category, 1))))
                .isInstanceOf(OnlyPythonException.class)
                .hasMessage("has a whole number of more than 53 bits as a category");
    }

    @Test
    void thoseBelowAreKnown() throws IOException {
        Answer answer = read(encoding(longs("<i8", EXACT, 1)))
                .predict(new Numbers(new double[] {EXACT, 1}, 2, 1), new TimeLimit());
        assertThat(answer).isEqualTo(new Answer.Labels(List.of(0L, 1L)));
    }

    @Test
    void labelsAreAnsweredAsTheyAre() throws IOException {
        Answer answer = read(classifier(longs("<u8", Long.MAX_VALUE - 1, Long.MAX_VALUE)))
                .predict(new Numbers(new double[] {0, 1}, 1, 2), new TimeLimit());
        assertThat(answer).isEqualTo(new Answer.Labels(List.of(Long.MAX_VALUE)));
    }

    @Test
    void thoseThatAreNoLongsAreLeftToPython() {
        assertThatThrownBy(() -> read(classifier(longs("<u8", 0, -1))))
                .isInstanceOf(OnlyPythonException.class)
                .hasMessageContaining("without a sign");
    }

    private Predictor read(String model) throws IOException {
        skops.write(folder, model);
        return SkopsFile.read(folder.resolve("model.skops"), "predict");
    }

    private String longs(String type, long... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            data.putLong(value);
        }
        return skops.array(type, values.length + ",", data.array());
    }

    private String encoding(String categories) {
        String encoder = skops.object(
                "sklearn.preprocessing._encoders.OneHotEncoder",
                "n_features_in_",
                skops.scalar("1"),
                "categories_",
                skops.list(categories),
                "handle_unknown",
                skops.text("error"));
        return skops.object(
                "sklearn.pipeline.Pipeline",
                "steps",
                skops.list(
                        skops.list(skops.text("encoder"), encoder),
                        skops.list(skops.text("model"), classifier(longs("<i8", 0, 1)))));
    }

    /// The second class where the second of two numbers is the greater.
    private String classifier(String classes) {
        return skops.object(
                "sklearn.svm._classes.LinearSVC",
                "n_features_in_",
                skops.scalar("2"),
                "coef_",
                skops.array("1, 2", -1, 1),
                "intercept_",
                skops.vector(0),
                "classes_",
                classes);
    }
}
