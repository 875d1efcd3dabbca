package dev.cairn.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.HttpConfig;
import dev.cairn.workers.TestStream;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An answer that `cairn serve` gives in parts.
@Timeout(120)
class StreamServedTest {
    @TempDir
    Path folder;

    @Test
    void theFirstPartIsThereBeforeTheSecondIsMade() throws Exception {
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("MLmodel"), TestStream.MODEL);
        Files.writeString(model.resolve("model.py"), TestStream.CODE);
        try (ModelServer server = ModelServer.start(
                model,
                ModelUri.parse("models:/talk/1"),
                new ModelServer.Software("0.1.0", "3.17.2"),
                new HttpConfig("127.0.0.1", 0, HttpConfig.LOOPBACK),
                new TestStream(folder).python(),
                new SimpleMeterRegistry())) {
            assertThat(TestStream.readInTurn(TestStream.ask(server.port(), "/invocations", 2)))
                    .isEqualTo("data: {\"i\": 0}\n\ndata: {\"i\": 1}\n\ndata: [DONE]\n\n");
        }
    }
}
