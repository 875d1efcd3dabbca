package dev.cairn;

import dev.cairn.config.PythonModelOptions;
import dev.cairn.files.TemporaryFolder;
import dev.cairn.http.HttpConfig;
import dev.cairn.modelserver.ModelServer;
import dev.cairn.modelserver.ModelUri;
import dev.cairn.modelserver.TrackingClient;
import dev.cairn.scoring.ModelFormatException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn serve`: one model of a tracking server behind `/invocations`, on this machine.
@Command(
        name = "serve",
        description = "Serves a model of a tracking server, or of a folder, as a REST endpoint on this machine.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "MODEL",
            description = "models:/NAME@ALIAS, models:/NAME/VERSION, models:/m-ID, or the folder of a model.")
    private String model = "";

    @Option(
            names = "--tracking-uri",
            paramLabel = "URL",
            defaultValue = "${env:MLFLOW_TRACKING_URI:-http://127.0.0.1:5000}",
            description = "The tracking server that has the model. Default: ${DEFAULT-VALUE}.")
    private String trackingUri = "";

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "5001",
            description = "Port to listen on; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on, such as 0.0.0.0; whoever reaches it may ask the model. Default: ${DEFAULT-VALUE}.")
    private String address = "127.0.0.1";

    @Option(
            names = "--grpc-port",
            paramLabel = "PORT",
            description = "Port for the Open Inference Protocol over gRPC; 0 takes any free one. Default: none.")
    private @Nullable Integer grpcPort;

    @Mixin
    private final PythonModelOptions python = new PythonModelOptions();

    /// Once it is there.
    private volatile @Nullable ModelServer server;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warnOnly();
        ModelUri uri = ModelUri.parse(model);
        if (uri instanceof ModelUri.InFolder(Path here)) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            return serve(uri, here);
        }
        try (TemporaryFolder fetched = TemporaryFolder.create().goneAfter(this::stop)) {
            TrackingClient registry = new TrackingClient(trackingUri);
            ModelUri pinned = registry.pinned(uri); // so that what is served says which version it is
            registry.download(pinned, fetched.path());
            return serve(pinned, fetched.path());
        }
    }

    /// Serves until the program is interrupted.
    private int serve(ModelUri uri, Path folder) throws IOException, InterruptedException {
        boolean isPrivate = HttpConfig.LOOPBACK.contains(address);
        HttpConfig http = new HttpConfig(address, port, isPrivate ? HttpConfig.LOOPBACK : Set.of("*"));
        if (grpcPort != null) {
            http = http.withGrpc(grpcPort);
        }
        try {
            ModelServer started = ModelServer.start(
                    folder,
                    uri,
                    new ModelServer.Software(StatusApi.VERSION, StatusApi.API_VERSION),
                    http,
                    python.config(cache()).decided(isPrivate),
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
            server = started;
            System.out.printf("Serving %s on http://%s:%d/invocations and /v2%n", model, address, started.port());
            started.grpcPort().ifPresent(grpc -> System.out.printf("By gRPC on %s:%d%n", address, grpc));
        } catch (ModelFormatException unfit) {
            System.err.printf("%s cannot be served: %s%n", model, unfit.getMessage());
            return 1;
        }
        System.out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    /// Answers what was asked before the program was interrupted.
    private void stop() {
        @Nullable ModelServer now = server;
        if (now != null) {
            now.close();
        }
    }

    /// Where environments of models are kept, for all that this account serves.
    private static Path cache() {
        return Path.of(System.getProperty("user.home"), ".cache", "cairn");
    }
}
