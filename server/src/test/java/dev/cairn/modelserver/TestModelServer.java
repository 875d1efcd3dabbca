package dev.cairn.modelserver;

import dev.cairn.config.PythonModelConfig;
import dev.cairn.http.HttpConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;

/// A `cairn serve` in this JVM.
public record TestModelServer(ModelServer server) implements AutoCloseable {
    private static final Path MODELS = Path.of("..", "scoring", "src", "test", "resources", "models");

    /// Of one of the models that scoring is tested with.
    public static TestModelServer of(String model) throws IOException, InterruptedException {
        return of(MODELS.resolve(model), PythonModelConfig.OFF);
    }

    /// Of the model of a folder.
    public static TestModelServer of(Path folder, PythonModelConfig python) throws IOException, InterruptedException {
        return new TestModelServer(ModelServer.start(
                folder,
                new ModelUri.InFolder(folder),
                new ModelServer.Software("0.1.0", "3.17.2"),
                new HttpConfig("127.0.0.1", 0, HttpConfig.LOOPBACK),
                python,
                new SimpleMeterRegistry()));
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
