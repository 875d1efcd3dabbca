package dev.cairn.models;

import dev.cairn.config.PythonModelConfig;
import dev.cairn.files.TemporaryFolder;
import dev.cairn.hosting.ModelOpener;
import dev.cairn.modelserver.ModelUri;
import dev.cairn.modelserver.TrackingClient;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.invocation.Servable;
import dev.cairn.workers.ModelLog;
import dev.cairn.workers.NotReadyException;
import dev.cairn.workers.PythonModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A model whose files are on this machine: those of a folder, or of a tracking server for as long as it is open.
public final class LocalModel implements AutoCloseable {
    private final String name;
    private final ModelFolder folder;
    private final Runnable afterwards;

    private LocalModel(String name, ModelFolder folder, Runnable afterwards) {
        this.name = name;
        this.folder = folder;
        this.afterwards = afterwards;
    }

    /// Fetches the files of a model, if they are not here.
    ///
    /// @param model          as `cairn serve` takes it
    /// @param trackingServer its address
    /// @throws dev.cairn.scoring.ModelFormatException if they are no model
    public static LocalModel find(String model, String trackingServer) throws IOException, InterruptedException {
        ModelUri uri = ModelUri.parse(model);
        if (uri instanceof ModelUri.InFolder(Path here)) {
            return new LocalModel(model, ModelFolder.open(here), () -> {});
        }
        TemporaryFolder fetched = TemporaryFolder.create().goneAtTheEnd();
        try {
            new TrackingClient(trackingServer).download(uri, fetched.path());
            return new LocalModel(model, ModelFolder.open(fetched.path()), fetched::close);
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            fetched.close();
            throw failure;
        }
    }

    /// Fetches the files of a model into a folder that is not there yet, or empty: all of them, or none.
    ///
    /// @return how many files it has
    public static long download(String model, String trackingServer, Path into)
            throws IOException, InterruptedException {
        ModelUri uri = ModelUri.parse(model);
        Arrival arrival = Arrival.at(into);
        try (TemporaryFolder part = new TemporaryFolder(arrival.part()).goneAtTheEnd()) {
            new TrackingClient(trackingServer).download(uri, part.path());
            long files = count(part.path());
            arrival.complete();
            return files;
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    /// What it was called.
    public String name() {
        return name;
    }

    public ModelFolder folder() {
        return folder;
    }

    /// Makes it answer, as `cairn serve` does.
    ///
    /// @param log what is told of its environment and its processes
    /// @throws dev.cairn.scoring.ModelFormatException if it cannot be loaded
    public Servable open(PythonModelConfig python, Consumer<String> log) throws IOException, InterruptedException {
        return onceReady(
                python, models -> new ModelOpener(models).open(folder.path(), 1, Map.of(), ModelLog.of(log), () -> {}));
    }

    /// Makes a process of Python answer, also where the JVM could.
    Servable openInPython(PythonModelConfig python, Consumer<String> log) throws IOException, InterruptedException {
        return onceReady(python, models -> models.open(folder, 1, Map.of(), ModelLog.of(log), () -> {}));
    }

    /// What may have to wait for an environment.
    private interface Opening {
        Servable open(PythonModels models) throws IOException, NotReadyException;
    }

    private static Servable onceReady(PythonModelConfig python, Opening opening)
            throws IOException, InterruptedException {
        try (PythonModels models = new PythonModels(python)) {
            while (true) {
                try {
                    return opening.open(models);
                } catch (NotReadyException notYet) {
                    notYet.await();
                }
            }
        }
    }

    @Override
    public void close() {
        afterwards.run();
    }
}
