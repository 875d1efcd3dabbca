package dev.cairn.scoring;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A model in memory, ready to score. Thread-safe; a call runs on the caller's thread and holds a virtual thread's
/// carrier for as long as it takes.
public sealed interface Scorer extends AutoCloseable permits OnnxScorer, BoosterScorer, SklearnScorer, CatboostScorer {

    /// The predictions for a payload that matches the model's signature; `InvalidInput` where the model refuses it.
    Predictions score(Payload payload);

    /// Frees the model once the calls that are under way have ended.
    @Override
    void close();

    /// Loads the model of a folder by the first of its flavours that is supported here. `threads` bounds the threads
    /// of its own that one call may use.
    static Scorer open(ModelFolder folder, int threads) {
        for (var flavor : folder.model().flavors().entrySet()) {
            JsonNode settings = flavor.getValue();
            switch (flavor.getKey()) {
                case OnnxScorer.FLAVOR -> {
                    return OnnxScorer.open(folder.file(settings.path("data").asString("")), threads);
                }
                case XgboostFlavor.NAME -> {
                    return XgboostFlavor.open(folder, settings);
                }
                case LightgbmFlavor.NAME -> {
                    return LightgbmFlavor.open(folder, settings);
                }
                case SklearnFlavor.NAME -> {
                    return SklearnFlavor.open(folder, settings);
                }
                case CatboostFlavor.NAME -> {
                    return CatboostFlavor.open(folder, settings);
                }
                default -> {}
            }
        }
        throw new UnsupportedFlavorException(
                "The model has the flavors %s, of which none can be scored here; supported are %s. Log it in one of these."
                        .formatted(
                                folder.model().flavors().keySet(),
                                List.of(
                                        OnnxScorer.FLAVOR,
                                        XgboostFlavor.NAME,
                                        LightgbmFlavor.NAME,
                                        SklearnFlavor.NAME,
                                        CatboostFlavor.NAME)));
    }
}
