package dev.cairn.artifacts;

import dev.cairn.FreePorts;
import dev.cairn.artifacts.azure.TestContainer;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.config.AzureAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Azurite, Microsoft's server of Azure Storage for tests; one for all tests of a JVM, and others for those that stop
/// theirs.
public final class TestAzure implements TestObjectServer {
    private static final String VERSION = "3.37.0";
    private static final String ACCOUNT = "cairntests";
    private static final String KEY = "Y2Fpcm4tdGVzdHMtc2VjcmV0LXdoaWNoLWlzLW5vbmU=";
    private static final AtomicInteger CONTAINERS = new AtomicInteger();

    private final Path folder;
    private final TestProcess process;

    private TestAzure(Path folder, int port) throws IOException {
        this.folder = folder;
        this.process = new TestProcess(
                port,
                List.of(
                        ToolCache.npm("azurite-blob", "azurite", VERSION).toString(),
                        "--blobPort",
                        Integer.toString(port),
                        "--location",
                        folder.toString(),
                        "--silent",
                        "--disableTelemetry"),
                "AZURITE_ACCOUNTS",
                ACCOUNT + ":" + KEY);
    }

    /// The server that tests share; it ends with the JVM.
    public static TestAzure shared() {
        return Shared.SERVER;
    }

    public static TestAzure start() throws IOException {
        return new TestAzure(Files.createTempDirectory("cairn-azure"), FreePorts.take());
    }

    @Override
    public ArtifactDestination.Azure bucket() {
        ArtifactDestination.Azure made = missing("container-" + CONTAINERS.incrementAndGet());
        TestContainer.create(made);
        return made;
    }

    @Override
    public ArtifactDestination.Azure missing(String name) {
        return new ArtifactDestination.Azure(
                new ArtifactDestination.AzureAccount(ACCOUNT, "core.windows.net"),
                name,
                "some/prefix",
                URI.create("http://127.0.0.1:%d/%s".formatted(process.port(), ACCOUNT)),
                new AzureAccess.SharedKey(KEY));
    }

    /// Not killed, since it keeps in memory for seconds what it has acknowledged.
    @Override
    public void end() throws InterruptedException {
        process.stop();
    }

    @Override
    public TestAzure again() throws IOException {
        return new TestAzure(folder, process.port());
    }

    @Override
    public String secret() {
        return KEY;
    }

    @Override
    public void close() {
        process.close();
    }

    private static final class Shared {
        private static final TestAzure SERVER = TestObjectServer.untilTheEnd(TestAzure::start);
    }
}
