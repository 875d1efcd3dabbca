package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `cairn serve` in a process of its own.
@Timeout(120)
final class ServeCommandTest {
    private static final int PATIENCE_MILLIS = 60_000;

    @TempDir
    Path temporary;

    @Test
    void whatIsFetchedIsGoneWhenItIsInterrupted() throws IOException, InterruptedException {
        try (ServerSocket tracking = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            tracking.setSoTimeout(PATIENCE_MILLIS);
            Process serve = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.io.tmpdir=" + temporary,
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.cairn.Main",
                            "serve",
                            "models:/iris/1",
                            "--tracking-uri",
                            "http://127.0.0.1:" + tracking.getLocalPort())
                    .inheritIO()
                    .start();
            try (Socket asked = tracking.accept()) {
                assertThat(asked.getInputStream().read()).isEqualTo('G');
                assertThat(temporary).isNotEmptyDirectory();
                serve.destroy();
                serve.waitFor();
            } finally {
                serve.destroyForcibly();
            }
            assertThat(temporary).isEmptyDirectory();
        }
    }
}
