package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pickles where none belong: whatever would read one would make a file, and nobody does.
class PicklesTest {
    @TempDir
    private Path folder;

    private Path made;
    private byte[] pickle;

    /// Of protocol 2: `os.system("touch …")`.
    @BeforeEach
    void write() {
        made = folder.resolve("made");
        pickle = "\u0080\u0002cos\nsystem\nX%c\u0000\u0000\u0000touch %s\u0085R."
                .formatted("touch ".length() + made.toString().length(), made)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @AfterEach
    void nobodyHasReadIt() {
        assertThat(made).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sklearn: {pickled_model: model, serialization_format: skops}                                    | is not an archive
                    xgboost: {data: model}                                                                          | is a pickle
                    xgboost: {data: model, model_class: xgboost.sklearn.XGBClassifier, model_format: ubj}           | is a pickle
                    lightgbm: {data: model, model_class: lightgbm.basic.Booster}                                    | is not in LightGBM's text format
                    catboost: {data: model, model_type: CatBoostClassifier, save_format: cbm}                       | CatBoost cannot load 'model'
                    onnx: {data: model}                                                                             | ONNX Runtime cannot load 'model'
                    """)
    void aFileThatIsSaidToBeSomethingElseIsRefused(String flavor, String why) throws IOException {
        Files.writeString(folder.resolve("MLmodel"), "flavors: {%s}".formatted(flavor));
        Files.write(folder.resolve("model"), pickle);

        assertThatThrownBy(() -> Scorer.open(ModelFolder.open(folder), 1))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(why);
    }

    @Test
    void anArrayOfObjectsInSkopsIsRefused() throws IOException {
        SkopsWriter skops = new SkopsWriter();
        refuses(skops, skops.array("|O", "1,", pickle), "has an array of the type '|O', which is not read");
    }

    @Test
    void anArrayThatIsAPickleInSkopsIsRefused() throws IOException {
        SkopsWriter skops = new SkopsWriter();
        String array = skops.array("<f8", "2,", new byte[16]).replace("0.npy", "0.pkl");
        skops.put("0.pkl", pickle);
        refuses(skops, array, "has an array that is not one of NumPy");
    }

    private void refuses(SkopsWriter skops, String coefficients, String why) throws IOException {
        String model = skops.object(
                "sklearn.linear_model._base.LinearRegression",
                "coef_",
                coefficients,
                "intercept_",
                skops.scalar("0.5"),
                "n_features_in_",
                skops.scalar("2"));
        skops.write(folder, model);

        assertThatThrownBy(() -> Scorer.open(ModelFolder.open(folder), 1))
                .isInstanceOf(UnsupportedFlavorException.class)
                .hasMessageContaining(why);
    }
}
