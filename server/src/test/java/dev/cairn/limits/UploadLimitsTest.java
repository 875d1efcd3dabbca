package dev.cairn.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp;
import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.config.LimitConfig;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Files that are too many at once, or too large.
final class UploadLimitsTest {
    @RegisterExtension
    static final RunningServer SERVER =
            new RunningServer().withLimits(LimitConfig.DEFAULT.with(new LimitConfig.Files(2, 1, Optional.of(1_000L))));

    @Test
    void aFileThatIsLargerThanTheServerTakesIsRefusedAndNotThere() throws IOException {
        String run = SERVER.createRun();

        Reply announced = SERVER.put("0/" + run + "/artifacts/large", "x".repeat(1_001));
        assertThat(announced.status()).isEqualTo(400);
        assertThat(announced.message()).contains("--max-file-size");
        Reply inChunks = SERVER.send(Request.of("PUT", RunningServer.FILES + "/0/" + run + "/artifacts/large")
                .body("3e9\r\n" + "x".repeat(1_001) + "\r\n0\r\n\r\n")
                .without("Content-Length")
                .with("Transfer-Encoding: chunked"));
        assertThat(inChunks.status()).isEqualTo(400);
        assertThat(SERVER.stored()).noneMatch(path -> path.endsWith("large"));
        assertThat(SERVER.put("0/" + run + "/artifacts/small", "x".repeat(1_000))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPersonSendsNoMoreFilesAtOnceThanTheyMay() throws IOException {
        String run = SERVER.createRun();
        try (RawHttp slow = SERVER.connect()) {
            slow.send("PUT " + RunningServer.FILES + "/0/" + run
                    + "/artifacts/slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab");
            while (!SERVER.get("/metrics").text().contains("cairn_uploads_active 1.0")) {
                Thread.onSpinWait();
            }

            Reply second = SERVER.put("0/" + run + "/artifacts/second", "text");
            assertThat(second.status()).isEqualTo(429);
            assertThat(second.header("Retry-After")).isPresent();
            assertThat(SERVER.get("/metrics").text())
                    .contains("cairn_limit_refusals_total{limit=\"uploads_of_person\"}");
            slow.send("cde");
            assertThat(slow.read().status()).isEqualTo(200);
        }
        assertThat(SERVER.put("0/" + run + "/artifacts/second", "text").status())
                .isEqualTo(200);
    }
}
