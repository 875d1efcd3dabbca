package dev.cairn.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class KilledServerTest {
    private static final int LOGGERS = 8;
    private static final int POINTS = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path data;

    @Test
    void whatWasAcknowledgedSurvivesAKillOfTheServer() throws IOException, InterruptedException {
        List<Logger> loggers = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            try (ServerProcess server = ServerProcess.start(data)) {
                List<Thread> threads = new ArrayList<>();
                for (int i = 0; i < LOGGERS; i++) {
                    Logger logger = new Logger(http, server.address());
                    loggers.add(logger);
                    threads.add(Thread.ofVirtual().start(logger));
                }
                while (loggers.stream().mapToInt(Logger::acknowledgedCount).sum() < POINTS) {
                    Thread.sleep(5);
                }
                server.kill();
                for (Thread thread : threads) {
                    thread.join();
                }
            }
            try (ServerProcess restarted = ServerProcess.start(data)) {
                for (Logger logger : loggers) {
                    List<Long> stored = logger.stored(restarted.address());
                    assertThat(stored).doesNotHaveDuplicates().containsAll(logger.acknowledged());
                    assertThat(stored.size() - logger.acknowledged().size())
                            .as("only the point that was under way may be there without an acknowledgement")
                            .isBetween(0, 1);
                    assertThat(stored).allMatch(step -> step <= logger.lastSent());
                }
            }
        }
    }
}
