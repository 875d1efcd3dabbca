package dev.cairn.artifacts;

import dev.cairn.config.ArtifactDestination;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A real server of object storage on this machine.
public interface TestObjectServer extends AutoCloseable {
    /// A new bucket, with a prefix in it.
    ArtifactDestination bucket() throws IOException;

    /// A bucket that nobody made.
    ArtifactDestination missing(String name);

    /// With which requests to it are signed.
    String secret();

    /// Ends the server; what it has stays.
    void end() throws InterruptedException;

    /// Starts it again at the same port.
    TestObjectServer again() throws IOException;

    @Override
    void close();

    /// A server that ends with the JVM.
    static <T extends TestObjectServer> T untilTheEnd(Start<T> start) {
        try {
            T server = start.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What starts a server.
    interface Start<T> {
        T start() throws IOException;
    }
}
