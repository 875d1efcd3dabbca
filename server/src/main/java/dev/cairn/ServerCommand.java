package dev.cairn;

import dev.cairn.config.ServerConfig;
import dev.cairn.config.ServerOptions;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `cairn server`: the main job.
@Command(name = "server", description = "Starts the server.", sortOptions = false)
final class ServerCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ServerConfig config = options.config();
        Logs.writeTo(config.data());
        Server server = start(config);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stopped.countDown();
        }));
        Banner.print(config, server.port(), server.grpcPort(), server.setUpToken());
        stopped.await();
        return 0;
    }

    private static Server start(ServerConfig config) throws IOException {
        try {
            return Server.start(config);
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw new IllegalArgumentException(
                            "Cannot listen on %s:%s. Choose another port with %s."
                                    .formatted(
                                            config.http().host(),
                                            cause.getMessage(),
                                            config.http().grpcPort().isPresent() ? "--port or --grpc-port" : "--port"),
                            failure);
                }
            }
            throw failure;
        }
    }
}
