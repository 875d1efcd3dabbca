package dev.cairn.encryption;

import dev.cairn.FreePorts;
import dev.cairn.artifacts.TestProcess;
import dev.cairn.artifacts.ToolCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A key management service that speaks AWS KMS, with two keys.
final class TestKms implements AutoCloseable {
    static final String KEY = "arn:aws:kms:eu-west-2:111122223333:key/bc436485-5092-42b8-92a3-0aa8b93536dc";
    static final String OTHER = "arn:aws:kms:eu-west-2:111122223333:key/0a1b2c3d-5092-42b8-92a3-0aa8b93536dc";

    private static final String MODULE = "github.com/nsmithuk/local-kms";
    private static final String VERSION = "v0.0.0-20260228092603-2a5e92d09ab6";
    private static final String ENDPOINT = "aws.endpointUrlKms";

    private final TestProcess process;

    /// Starts it, and lets this JVM's clients of AWS KMS ask it.
    TestKms(Path folder) throws IOException {
        Path keys = Files.writeString(folder.resolve("seed.yaml"), """
                Keys:
                  Symmetric:
                    Aes:
                      - Metadata: {KeyId: bc436485-5092-42b8-92a3-0aa8b93536dc}
                        BackingKeys: [5cdaead27fe7da2de47945d73cd6d79e36494e73802f3cd3869f1d2cb0b5d7a9]
                      - Metadata: {KeyId: 0a1b2c3d-5092-42b8-92a3-0aa8b93536dc}
                        BackingKeys: [6cdaead27fe7da2de47945d73cd6d79e36494e73802f3cd3869f1d2cb0b5d7a9]
                """);
        int port = FreePorts.take();
        process = new TestProcess(
                port,
                List.of(ToolCache.go("local-kms", MODULE, VERSION).toString()),
                "PORT",
                Integer.toString(port),
                "KMS_SEED_PATH",
                keys.toString(),
                "KMS_DATA_PATH",
                folder.resolve("kms").toString());
        System.setProperty("aws.accessKeyId", "cairn-tests");
        System.setProperty("aws.secretAccessKey", "cairn-tests-secret");
        at("http://127.0.0.1:" + port);
    }

    /// Lets this JVM's clients ask whatever answers there.
    static void at(String url) {
        System.setProperty(ENDPOINT, url);
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        System.clearProperty(ENDPOINT);
        process.close();
    }
}
