package dev.cairn.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UrlSignerTest {
    private static final int AT_ONCE = 16;

    @TempDir
    private Path folder;

    @Test
    void whoSignsWhileTheKeyIsMadeSignsWithThatKey() throws InterruptedException, ExecutionException, IOException {
        for (int round = 0; round < 50; round++) {
            Path file = folder.resolve("key" + round);
            List<Callable<String>> signing = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                UrlSigner signer = new UrlSigner(file); // as each of several servers has one
                signing.add(() -> signer.signature("text"));
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<String> signature : threads.invokeAll(signing)) {
                    assertThat(new UrlSigner(file).isRight(signature.get(), "text"))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aKeyThatWasCutOffIsReplaced() throws IOException {
        Path file = Files.write(folder.resolve("key"), new byte[3]);
        UrlSigner signer = new UrlSigner(file);
        String signature = signer.signature("text");

        assertThat(signer.isRight(signature, "text")).isTrue();
        assertThat(Files.size(file)).isEqualTo(32);
    }
}
