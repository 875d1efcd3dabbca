package dev.cairn.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.config.LimitConfig;
import dev.cairn.config.Rate;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who asks too often waits (security.md, class 16).
final class RateLimitHttpTest {
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String SEARCH = "/api/2.0/mlflow/experiments/search?max_results=1";
    private static final Rate TEN_AN_HOUR = new Rate(10, Duration.ofHours(1));

    private RunningServer server = new RunningServer();

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void onePersonsRequestsKeepNobodyElseWaiting() throws IOException {
        start(Optional.of(TEN_AN_HOUR), Optional.empty());
        server.setUp();
        String user = "{\"username\":\"ann\",\"password\":\"%s\"}".formatted(PASSWORD);
        assertThat(server.send(Request.json("POST", "/api/2.0/mlflow/users/create", user)
                                .with(as("root")))
                        .status())
                .isEqualTo(200);
        for (int i = 0; i < 9; i++) {
            assertThat(searchAs("root").status()).isEqualTo(200);
        }

        Reply refused = searchAs("ROOT");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.errorCode()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        assertThat(refused.message()).contains("10/h");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 360);
        assertThat(searchAs("ann").status()).isEqualTo(200);
        assertThat(server.get("/health").status()).isEqualTo(200);
    }

    @Test
    void anAddressWaitsBeforeItIsAskedWhoSends() throws IOException {
        start(Optional.empty(), Optional.of(TEN_AN_HOUR));
        for (int i = 0; i < 10; i++) {
            assertThat(server.get(SEARCH).status()).isEqualTo(401);
        }

        Reply refused = server.get(SEARCH);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(server.get("/health").status()).isEqualTo(429);
    }

    private void start(Optional<Rate> perPerson, Optional<Rate> perAddress) throws IOException {
        server = new RunningServer()
                .withAccounts()
                .withLimits(LimitConfig.DEFAULT.with(new LimitConfig.Requests(perPerson, perAddress)));
        server.start();
    }

    private Reply searchAs(String name) throws IOException {
        return server.send(Request.of("GET", SEARCH).with(as(name)));
    }

    private static String as(String name) {
        return Request.basic(name, PASSWORD);
    }
}
