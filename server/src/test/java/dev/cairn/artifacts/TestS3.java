package dev.cairn.artifacts;

import dev.cairn.FreePorts;
import dev.cairn.config.ArtifactDestination;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A real S3 server over a folder, versitygw; one for all tests of a JVM, and others for those that stop theirs.
public final class TestS3 implements TestObjectServer {
    private static final String MODULE = "github.com/versity/versitygw/cmd/versitygw";
    private static final String VERSION = "v1.8.0";
    private static final String ACCESS = "cairn-tests";
    private static final String SECRET = "cairn-tests-secret";
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    static {
        // where the SDK's own chain of credentials looks first
        System.setProperty("aws.accessKeyId", ACCESS);
        System.setProperty("aws.secretAccessKey", SECRET);
    }

    private final Path folder;
    private final TestProcess process;

    private TestS3(Path folder, int port) throws IOException {
        this.folder = folder;
        this.process = new TestProcess(
                port,
                List.of(
                        ToolCache.go("versitygw", MODULE, VERSION).toString(),
                        "--port",
                        "127.0.0.1:" + port,
                        "--region",
                        "us-east-1",
                        "--quiet",
                        "posix",
                        folder.toString()),
                "ROOT_ACCESS_KEY",
                ACCESS,
                "ROOT_SECRET_KEY",
                SECRET);
    }

    /// The server that tests share; it ends with the JVM.
    public static TestS3 shared() {
        return Shared.SERVER;
    }

    public static TestS3 start() throws IOException {
        Path folder = Files.createTempDirectory("cairn-s3");
        return new TestS3(folder, FreePorts.take());
    }

    @Override
    public ArtifactDestination.S3 bucket() throws IOException {
        String name = "bucket-" + BUCKETS.incrementAndGet();
        Files.createDirectory(folder.resolve(name));
        return missing(name);
    }

    @Override
    public ArtifactDestination.S3 missing(String name) {
        return new ArtifactDestination.S3(
                name, "some/prefix", URI.create("http://127.0.0.1:" + process.port()), null, true);
    }

    @Override
    public void end() throws InterruptedException {
        process.kill();
    }

    @Override
    public TestS3 again() throws IOException {
        return new TestS3(folder, process.port());
    }

    @Override
    public String secret() {
        return SECRET;
    }

    @Override
    public void close() {
        process.close();
    }

    private static final class Shared {
        private static final TestS3 SERVER = TestObjectServer.untilTheEnd(TestS3::start);
    }
}
