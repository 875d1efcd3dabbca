package dev.cairn.scoring;

import dev.cairn.scoring.trees.BoosterFormatException;
import dev.cairn.scoring.trees.LightgbmFile;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// The `lightgbm` flavour: what `predict` of a booster answers. The classes for scikit-learn are logged as pickles,
/// which are not read.
final class LightgbmFlavor {
    static final String NAME = "lightgbm";

    private static final String BOOSTER = "lightgbm.basic.Booster";

    private LightgbmFlavor() {}

    static Scorer open(ModelFolder folder, JsonNode settings) {
        String modelClass = settings.path("model_class").asString(BOOSTER);
        if (!modelClass.equals(BOOSTER)) {
            throw new UnsupportedFlavorException(
                    "The model is of the class %s, which MLflow logs as a pickle that only Python can read; log its booster instead, mlflow.lightgbm.log_model(model.booster_, ...), whose predictions are numbers (of a classifier: probabilities)."
                            .formatted(modelClass));
        }
        Path file = folder.fileForHeap(settings.path("data").asString(""));
        try {
            LightgbmFile read = LightgbmFile.read(file);
            LightgbmFeed feed = new LightgbmFeed(read.categorical(), read.categories());
            return new BoosterScorer(read.model(), feed, BoosterAnswers::numbers);
        } catch (BoosterFormatException unreadable) {
            throw new ModelFormatException(
                    "The file '%s' %s.".formatted(file.getFileName(), unreadable.getMessage()), unreadable);
        }
    }
}
