package dev.cairn.modelserver;

import dev.cairn.access.Caller;
import dev.cairn.config.ModelVariables;
import dev.cairn.config.PythonModelConfig;
import dev.cairn.grpc.Grpc;
import dev.cairn.hosting.BodyBudget;
import dev.cairn.hosting.ModelOpener;
import dev.cairn.hosting.ScoringThreads;
import dev.cairn.http.Doorkeeper;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpServer;
import dev.cairn.http.Routes;
import dev.cairn.scoring.invocation.Servable;
import dev.cairn.workers.ModelLog;
import dev.cairn.workers.NotReadyException;
import dev.cairn.workers.PythonModels;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// One model behind `/invocations` and the Open Inference Protocol.
public final class ModelServer implements AutoCloseable {
    /// What the server says that it is.
    ///
    /// @param cairn its version
    /// @param mlflow the version of MLflow whose protocol it speaks
    public record Software(String cairn, String mlflow) {}

    private final Servable model;
    private final ScoringThreads threads;
    private final HttpServer http;

    private ModelServer(Servable model, ScoringThreads threads, HttpServer http) {
        this.model = model;
        this.threads = threads;
        this.http = http;
    }

    /// Loads the model of a folder, and listens.
    ///
    /// @param folder of which it needs the files as long as it is open
    /// @param uri    by which the model is called
    public static ModelServer start(
            Path folder,
            ModelUri uri,
            Software software,
            HttpConfig config,
            PythonModelConfig python,
            MeterRegistry meters)
            throws IOException, InterruptedException {
        Servable model = open(folder, python);
        ScoringThreads threads = new ScoringThreads();
        try {
            model.warmUp();
            Routes routes = new Routes();
            ServingApi api = new ServingApi(model, uri.model(), uri.modelVersion(), threads, new BodyBudget());
            api.register(routes, software);
            HttpServer http =
                    HttpServer.start(config, routes.all(), Doorkeeper.everybodyIs(Caller.LOCAL_OWNER), meters);
            http.speakGrpc(api.grpc(software).routes(), Grpc::refuse);
            return new ModelServer(model, threads, http);
        } catch (RuntimeException failure) {
            threads.close();
            model.close();
            throw failure;
        }
    }

    private static Servable open(Path folder, PythonModelConfig python) throws IOException, InterruptedException {
        try (PythonModels models = new PythonModels(python)) {
            ModelOpener opener = new ModelOpener(models);
            while (true) {
                try {
                    return opener.open(
                            folder, 1, ModelVariables.of(System.getenv()), ModelLog.of(System.err::println), () -> {});
                } catch (NotReadyException notYet) {
                    notYet.await();
                }
            }
        }
    }

    public int port() {
        return http.port();
    }

    /// Empty where it does not speak gRPC.
    public Optional<Integer> grpcPort() {
        return http.grpcPort();
    }

    @Override
    public void close() {
        http.close();
        threads.close();
        model.close();
    }
}
