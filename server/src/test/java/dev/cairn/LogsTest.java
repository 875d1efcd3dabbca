package dev.cairn;

import static dev.cairn.RunningServer.API;
import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.tools.JooqLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/// What the log tells and what it keeps to itself, and who may read what a server writes.
final class LogsTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static final String SECRET = "hunter2";

    @BeforeEach
    void logIntoTheDataFolder() throws IOException {
        Logs.writeTo(SERVER.data());
    }

    @AfterEach
    void logAsBefore() throws JoranException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void noQueryBodyOrHeaderIsLogged() throws IOException {
        String run = SERVER.createRun();
        List<Reply> replies = List.of(
                SERVER.get(API + "runs/get?run_id=" + SECRET),
                SERVER.get("/" + SECRET),
                SERVER.put(SECRET, SECRET),
                SERVER.get(FILES + "/" + SECRET),
                SERVER.get(FILES + "?path=" + SECRET),
                SERVER.post("experiments/create", "{\"name\": \"%s\"".formatted(SECRET)),
                SERVER.post("experiments/create", "{\"name\": [\"%s\"]}".formatted(SECRET)),
                SERVER.post(
                        "runs/set-tag",
                        "{\"run_id\": \"%s\", \"key\": \"k\", \"value\": \"%s\"}".formatted(run, SECRET)),
                SERVER.send(Request.of("GET", "/health").with("Authorization: Bearer " + SECRET)),
                SERVER.send(Request.of("GET", "/health").with("Cookie: session=" + SECRET)),
                SERVER.send(Request.of("GET", "/").with("Host: " + SECRET)),
                SERVER.send(Request.of("FOO" + SECRET, "/health")));

        String log = logOf(replies);
        assertThat(log).contains("method=POST route=/api/2.0/mlflow/runs/set-tag status=200");
        assertThat(log).doesNotContain(SECRET);
    }

    /// The tests run against PostgreSQL 15, and jOOQ writes for a later one.
    @Test
    void aDatabaseThatIsOlderThanTheDialectIsNoWarning() throws ClassNotFoundException {
        Class<?> source = Class.forName("org.jooq.impl.DefaultExecuteContext");

        assertThat(JooqLogger.getLogger(source, "logVersionSupport", 1).isWarnEnabled())
                .isFalse();
        assertThat(JooqLogger.getLogger(source).isWarnEnabled()).isTrue();
    }

    @Test
    void aLineOfTheLogIsOneRequest() throws IOException {
        List<Reply> replies = List.of(
                SERVER.get("/%0d%0aERROR%20forged"),
                SERVER.send(Request.of("GET", "/health").with("X-Forged: a")));

        assertThat(logOf(replies).lines().filter(line -> line.contains("forged")))
                .isEmpty();
    }

    @Test
    void theClientFindsTheLineOfItsRequest() throws IOException {
        Reply reply = SERVER.get("/health");
        String id = reply.header("X-Request-Id").orElseThrow();

        assertThat(logOf(List.of(reply))).containsPattern("id=" + id + " method=GET route=/health status=200 us=\\d+");
    }

    @Test
    void nobodyElseCanReadWhatTheServerWrites() throws IOException {
        SERVER.put("a/b.txt", "x");

        try (Stream<Path> paths = Files.walk(SERVER.data())) {
            assertThat(paths)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .as(path.toString())
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    /// The log, once it has the lines of requests, which are written after their answers, each by its own thread.
    private static String logOf(List<Reply> replies) throws IOException {
        List<String> ids = replies.stream()
                .map(reply -> "id=" + reply.header("X-Request-Id").orElseThrow())
                .toList();
        String log = "";
        while (!ids.stream().allMatch(log::contains)) {
            Thread.onSpinWait();
            log = Files.readString(SERVER.data().resolve("logs/cairn.log"));
        }
        return log;
    }
}
