package dev.cairn.artifacts;

import dev.cairn.FreePorts;
import dev.cairn.artifacts.gcs.TestGcsBucket;
import dev.cairn.config.ArtifactDestination;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// fake-gcs-server, a server of Google Cloud Storage for tests, behind a gate that checks who asks; one for all tests
/// of
/// a JVM, and others for those that stop theirs.
public final class TestGcs implements TestObjectServer {
    private static final String MODULE = "github.com/fsouza/fake-gcs-server";
    private static final String VERSION = "v1.56.1";
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static final TestAccount ACCOUNT = TestAccount.make();

    private final @Nullable Path folder;
    private final TestGcsGate gate;
    private final TestProcess process;

    /// @param folder what it keeps, and keeps when it ends; null for one that keeps it in memory
    private TestGcs(@Nullable Path folder, int port) throws IOException {
        int behind = FreePorts.take();
        this.folder = folder;
        this.gate = new TestGcsGate(ACCOUNT, port, behind);
        this.process = new TestProcess(
                behind,
                List.of(
                        ToolCache.go("fake-gcs-server", MODULE, VERSION).toString(),
                        "-scheme",
                        "http",
                        "-host",
                        "127.0.0.1",
                        "-port",
                        Integer.toString(behind),
                        "-public-host",
                        "127.0.0.1",
                        "-backend",
                        folder == null ? "memory" : "filesystem",
                        "-filesystem-root",
                        String.valueOf(folder),
                        "-log-level",
                        "error"));
    }

    /// The server that tests share; it ends with the JVM.
    public static TestGcs shared() {
        return Shared.SERVER;
    }

    public static TestGcs inMemory() throws IOException {
        return new TestGcs(null, FreePorts.take());
    }

    public static TestGcs start() throws IOException {
        return new TestGcs(Files.createTempDirectory("cairn-gcs"), FreePorts.take());
    }

    @Override
    public ArtifactDestination.Gcs bucket() {
        ArtifactDestination.Gcs made = missing("bucket-" + BUCKETS.incrementAndGet());
        TestGcsBucket.create(made);
        return made;
    }

    @Override
    public ArtifactDestination.Gcs missing(String name) {
        return new ArtifactDestination.Gcs(
                name, "some/prefix", URI.create("http://127.0.0.1:" + gate.port()), ACCOUNT.account(gate.tokens()));
    }

    public TestGcsGate gate() {
        return gate;
    }

    @Override
    public void end() throws InterruptedException {
        gate.close();
        process.kill();
    }

    @Override
    public TestGcs again() throws IOException {
        return new TestGcs(folder, gate.port());
    }

    @Override
    public String secret() {
        return ACCOUNT.secret();
    }

    @Override
    public void close() {
        gate.close();
        process.close();
    }

    private static final class Shared {
        private static final TestGcs SERVER = TestObjectServer.untilTheEnd(TestGcs::inMemory);
    }
}
