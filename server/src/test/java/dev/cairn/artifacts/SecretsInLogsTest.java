package dev.cairn.artifacts;

import static dev.cairn.RunningServer.API;
import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.config.ArtifactConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/// What a server writes to its log while it signs URLs, is refused, and finds its store away.
@ParameterizedClass
@EnumSource(names = "LOCAL", mode = EnumSource.Mode.EXCLUDE)
final class SecretsInLogsTest {
    /// The values of a URL's query that are no words.
    private static final Pattern SIGNED = Pattern.compile("=([A-Za-z0-9%+/_-]{40,})");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final TestStore kind;

    SecretsInLogsTest(TestStore kind) {
        this.kind = kind;
    }

    /// As the server itself sets it.
    @BeforeEach
    void listen() {
        root.setLevel(Level.INFO);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(before);
    }

    @Test
    void neitherKeysNorSignaturesAreWrittenToTheLog() throws IOException, InterruptedException {
        TestObjectServer store = kind.start();
        ArtifactConfig config = new ArtifactConfig(store.bucket(), true);
        RunningServer server = new RunningServer(folder -> config);
        List<String> urls = new ArrayList<>();
        server.start();
        try {
            server.put("d/a.txt", "hello");
            urls.add(server.get("/api/2.0/mlflow-artifacts/presigned/d/a.txt").field("url"));
            urls.add(server.send(Request.json(
                            "POST",
                            "/api/2.0/mlflow-artifacts/mpu/create/d",
                            "{\"path\": \"b.bin\", \"num_parts\": 1}"))
                    .json()
                    .at("/credentials/0/url")
                    .asString());
            server.send(Request.json(
                    "POST",
                    API + "artifacts/presigned-upload-url",
                    "{\"run_id\": \"%s\", \"path\": \"c\"}".formatted(server.createRun())));
            store.end();
            assertThat(server.get(FILES + "/d/a.txt").status()).isEqualTo(503);
            assertThat(server.put("d/a.txt", "x").status()).isEqualTo(503);
        } finally {
            server.stop();
            store.close();
        }

        List<String> secrets = new ArrayList<>(List.of(store.secret(), "Signature=", "sig="));
        for (String url : urls) {
            List<String> signatures =
                    SIGNED.matcher(url).results().map(found -> found.group(1)).toList();
            assertThat(signatures).as(url).isNotEmpty();
            secrets.addAll(signatures);
        }
        assertThat(lines()).anyMatch(line -> line.contains("does not answer"));
        for (String secret : secrets) {
            assertThat(lines()).noneMatch(line -> line.contains(secret));
            assertThat(config.toString()).doesNotContain(secret);
        }
    }

    private List<String> lines() {
        return log.list.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }
}
