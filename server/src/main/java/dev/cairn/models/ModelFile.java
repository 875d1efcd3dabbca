package dev.cairn.models;

import dev.cairn.protocol.models.ModelLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A file that a library saved a model as.
///
/// @param modelClass that Python makes of it, empty for the library's own
/// @param trusted    types that skops may load besides those that it knows, by their full names
record ModelFile(Path path, ModelLibrary library, String modelClass, List<String> trusted) {
    private static final int HEAD = 16;

    ModelFile {
        trusted = List.copyOf(trusted);
        if (!modelClass.isEmpty() && library.modelClass().isEmpty()) {
            throw new IllegalArgumentException("--model-class is for xgboost and catboost: a model of %s has one class."
                    .formatted(library.flavor()));
        }
        if (!trusted.isEmpty() && library != ModelLibrary.SKLEARN) {
            throw new IllegalArgumentException(
                    "--trusted-type is for sklearn: a model of %s names no types.".formatted(library.flavor()));
        }
    }

    /// Finds out what a file is.
    ///
    /// @param flavor what it is said to be, null to guess
    static ModelFile of(Path path, @Nullable String flavor, String modelClass, List<String> trusted)
            throws IOException {
        return new ModelFile(path, flavor == null ? guessed(path) : named(flavor), modelClass, trusted);
    }

    private static ModelLibrary named(String flavor) {
        return ModelLibrary.ofFlavor(flavor)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--flavor is one of %s; got '%s'. Models of others are logged as the folder that MLflow's save_model wrote."
                                .formatted(flavors(), flavor)));
    }

    private static ModelLibrary guessed(Path path) throws IOException {
        byte[] head;
        try (InputStream file = Files.newInputStream(path)) {
            head = file.readNBytes(HEAD);
        }
        return ModelLibrary.guess(String.valueOf(path.getFileName()), head)
                .orElseThrow(() ->
                        new IllegalArgumentException("What %s is cannot be told from its name: say --flavor, one of %s."
                                .formatted(path, flavors())));
    }

    private static String flavors() {
        return Arrays.stream(ModelLibrary.values()).map(ModelLibrary::flavor).collect(Collectors.joining(", "));
    }

    /// What it is called in the folder of a model.
    String name() {
        return library.fileName(String.valueOf(path.getFileName()));
    }
}
