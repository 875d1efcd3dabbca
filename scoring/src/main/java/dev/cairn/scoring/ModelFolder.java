package dev.cairn.scoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/// A model on the local disk: a folder with an `MLmodel` file and the files that it names.
///
/// @param path without links in it
/// @param heap is told how many bytes a file has that the JVM's heap is to hold, before it is read; it
///             throws where that is too much
public record ModelFolder(Path path, MlModel model, LongConsumer heap) {
    private static final String ML_MODEL = "MLmodel";

    /// One whose files the heap may hold.
    public ModelFolder(Path path, MlModel model) {
        this(path, model, _ -> {});
    }

    /// The same, of which the heap is told.
    public ModelFolder telling(LongConsumer told) {
        return new ModelFolder(path, model, told);
    }

    /// Reads the `MLmodel` of a folder; `ModelFormatException` where there is none or it cannot be read.
    public static ModelFolder open(Path folder) {
        Path file = folder.resolve(ML_MODEL);
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException(
                    "The folder '%s' has no MLmodel file; name the folder that log_model or save_model wrote."
                            .formatted(folder.getFileName()));
        }
        try {
            if (Files.size(file) > MlModelReader.MAX_BYTES) {
                throw new ModelFormatException(
                        "The MLmodel file is larger than %d bytes.".formatted(MlModelReader.MAX_BYTES));
            }
            String yaml = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return new ModelFolder(folder.toRealPath(), MlModel.parse(yaml));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Makes a folder of a model that has no other files yet.
    public static ModelFolder create(Path folder, MlModel model) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(ML_MODEL), model.toYaml());
        return new ModelFolder(folder.toRealPath(), model);
    }

    /// The example that it was logged with, as a request to `/invocations`.
    public Optional<String> servingExample() {
        return model.inputExample().map(InputExample::servingPath).map(this::text);
    }

    /// The Python that the model wants; `virtualenv`'s file before conda's.
    public Optional<PythonEnvironment> pythonEnvironment() {
        String virtualenv = model.environmentFile("virtualenv");
        String conda = model.environmentFile("conda");
        if (!virtualenv.isEmpty()) {
            return Optional.of(PythonEnvironment.ofVirtualenv(this, virtualenv));
        }
        return conda.isEmpty() ? Optional.empty() : Optional.of(PythonEnvironment.ofConda(this, conda));
    }

    /// A small text file of the model.
    public String text(String relative) {
        Path file = file(relative);
        try {
            if (Files.size(file) > MlModelReader.MAX_BYTES) {
                throw new ModelFormatException(
                        "The model's file '%s' is larger than %d bytes.".formatted(relative, MlModelReader.MAX_BYTES));
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// A file of the model that the JVM's heap is to hold.
    public Path fileForHeap(String relative) {
        Path file = file(relative);
        try {
            heap.accept(Files.size(file));
            return file;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// A file of the model. Refuses a path that leaves the folder, through links too.
    public Path file(String relative) {
        try {
            Path file = path.resolve(relative).normalize();
            if (!relative.isEmpty() && file.startsWith(path)) {
                Path real = file.toRealPath();
                if (real.startsWith(path) && !real.equals(path)) {
                    return real;
                }
            }
        } catch (NoSuchFileException | InvalidPathException _) {
            throw new ModelFormatException(
                    "The MLmodel file names '%s', which is not in the model's folder; upload the whole folder."
                            .formatted(relative));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw new ModelFormatException(
                "The MLmodel file names '%s'; a model may only use files inside its own folder.".formatted(relative));
    }
}
