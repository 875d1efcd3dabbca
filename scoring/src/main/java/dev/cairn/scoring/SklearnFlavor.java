package dev.cairn.scoring;

import dev.cairn.scoring.sklearn.OnlyPythonException;
import dev.cairn.scoring.sklearn.SkopsFile;
import dev.cairn.scoring.sklearn.SkopsFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// The `sklearn` flavour: what `predict` of the estimator answers that skops wrote. Pickles are not read.
final class SklearnFlavor {
    static final String NAME = "sklearn";

    private static final String SKOPS = "skops";

    private SklearnFlavor() {}

    static Scorer open(ModelFolder folder, JsonNode settings) {
        String format = settings.path("serialization_format").asString("pickle");
        if (!format.equals(SKOPS)) {
            throw new UnsupportedFlavorException(
                    "The model of scikit-learn is a %s, which only Python can read; log it with serialization_format=\"skops\"."
                            .formatted(format));
        }
        Path file = folder.fileForHeap(settings.path("pickled_model").asString(""));
        String method = folder.model()
                .findFlavor("python_function")
                .map(python -> python.path("predict_fn").asString(""))
                .filter(name -> !name.isEmpty())
                .orElse("predict");
        try {
            return new SklearnScorer(SkopsFile.read(file, method));
        } catch (OnlyPythonException unknown) {
            throw new UnsupportedFlavorException("The model '%s' %s, which only Python can score."
                    .formatted(file.getFileName(), unknown.getMessage()));
        } catch (SkopsFormatException unreadable) {
            // of a version that is not known here, or damaged: Python knows
            throw new UnsupportedFlavorException("The file '%s' %s, so that only Python may be able to score it."
                    .formatted(file.getFileName(), unreadable.getMessage()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
