package dev.cairn.scoring;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A model in memory, ready to score. Thread-safe; a call runs on the caller's thread and holds a virtual thread's
/// carrier for as long as it takes.
public sealed interface Scorer extends AutoCloseable permits OnnxScorer, BoosterScorer, SklearnScorer, CatboostScorer {

    /// The predictions for a payload that matches the model's signature; `InvalidInput` where the model refuses it.
    Predictions score(Payload payload);

    /// What its file itself says that it takes and gives; [Signature#NONE] where it says nothing of types.
    default Signature declared() {
        return Signature.NONE;
    }

    /// Frees the model once the calls that are under way have ended.
    @Override
    void close();

    /// Loads the model of a folder by the first of its flavours that can be scored here. `threads` bounds the threads
    /// of its own that a library may use for one call; forests use those that all have in common.
    ///
    /// @throws UnsupportedFlavorException if none can: why the first that is known here cannot
    static Scorer open(ModelFolder folder, int threads) {
        @Nullable UnsupportedFlavorException first = null;
        for (var flavor : folder.model().flavors().entrySet()) {
            try {
                Optional<Scorer> scorer = find(folder, flavor.getKey(), flavor.getValue(), threads);
                if (scorer.isPresent()) {
                    return scorer.get();
                }
            } catch (UnsupportedFlavorException notHere) {
                if (first == null) {
                    first = notHere;
                }
            }
        }
        if (first != null) {
            throw first;
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

    /// By one flavour; empty if it is not known here.
    private static Optional<Scorer> find(ModelFolder folder, String flavor, JsonNode settings, int threads) {
        return switch (flavor) {
            case OnnxScorer.FLAVOR ->
                Optional.of(OnnxScorer.open(folder.file(settings.path("data").asString("")), threads));
            case XgboostFlavor.NAME -> Optional.of(XgboostFlavor.open(folder, settings));
            case LightgbmFlavor.NAME -> Optional.of(LightgbmFlavor.open(folder, settings));
            case SklearnFlavor.NAME -> Optional.of(SklearnFlavor.open(folder, settings));
            case CatboostFlavor.NAME -> Optional.of(CatboostFlavor.open(folder, settings));
            default -> Optional.empty();
        };
    }
}
