package dev.cairn.scoring;

import java.nio.file.Path;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The `catboost` flavour: what `predict` of the class answers that the model was logged as. CatBoost's own evaluator
/// scores it, which is native code in a jar that does not come with Cairn.
final class CatboostFlavor {
    static final String NAME = "catboost";

    private static final Set<String> CLASSES =
            Set.of("CatBoost", "CatBoostClassifier", "CatBoostRegressor", "CatBoostRanker");

    private CatboostFlavor() {}

    static Scorer open(ModelFolder folder, JsonNode settings) {
        String modelClass = settings.path("model_type").asString("");
        String format = settings.path("save_format").asString("cbm");
        if (!CLASSES.contains(modelClass) || !format.equals("cbm")) {
            throw new UnsupportedFlavorException(
                    "The model is a %s of CatBoost in the format %s, which only Python can score."
                            .formatted(modelClass, format));
        }
        Path file = folder.file(settings.path("data").asString("model.cb"));
        try {
            return CatboostScorer.open(file, modelClass);
        } catch (NoClassDefFoundError _) {
            throw new UnsupportedFlavorException(
                    "Models of CatBoost are scored here where its evaluator, catboost-prediction, is among the plugins (CAIRN_PLUGINS).");
        }
    }
}
