package dev.cairn.scoring;

import java.util.List;

/// A model in memory, ready to score. Thread-safe; a call runs on the caller's thread, in native code, and so holds a
/// virtual thread's carrier for as long as it takes.
public sealed interface Scorer extends AutoCloseable permits OnnxScorer {

    /// The predictions for a payload that matches the model's signature; `InvalidInput` where the model refuses it.
    Predictions score(Payload payload);

    /// Frees the model once the calls that are under way have ended.
    @Override
    void close();

    /// Loads the model of a folder by the first of its flavours that is supported here. `threads` bounds the threads
    /// of its own that one call may use.
    static Scorer open(ModelFolder folder, int threads) {
        return folder.model()
                .findFlavor(OnnxScorer.FLAVOR)
                .map(onnx -> OnnxScorer.open(folder.file(MlModelReader.text(onnx, "data")), threads))
                .orElseThrow(() -> new ModelFormatException(
                        "The model has the flavors %s, of which none can be scored here; supported are %s. Log it in one of these."
                                .formatted(folder.model().flavors().keySet(), List.of(OnnxScorer.FLAVOR))));
    }
}
