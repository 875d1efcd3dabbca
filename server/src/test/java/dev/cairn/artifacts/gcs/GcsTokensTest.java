package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cairn.artifacts.TestAccount;
import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.config.GcsAccess;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Where the tokens come from, and how long one is used.
final class GcsTokensTest {
    private final List<String> asked = new ArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private HttpServer server;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int status = 200;
    private final Semaphore arrived = new Semaphore(0);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private String answer = "{\"access_token\": \"t-%d\", \"expires_in\": 3600}";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void close() {
        root.detachAppender(log);
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        arrived.release();
        try (exchange) {
            gate.await();
            asked.add("%s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Metadata-Flavor")));
            byte[] body = answer.formatted(asked.size()).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    @Test
    void aTokenOfTheMachineIsUsedUntilShortlyBeforeItsEnd() {
        try (GcsTokens tokens = tokens(new GcsAccess.Metadata(uri("")))) {
            assertThat(authorization(tokens)).isEqualTo("Bearer t-1");
            now = now.plusSeconds(3_300);
            assertThat(authorization(tokens)).isEqualTo("Bearer t-1");
            now = now.plusSeconds(120);
            assertThat(authorization(tokens)).isEqualTo("Bearer t-2");
        }
        assertThat(asked)
                .allMatch(request ->
                        request.startsWith("GET /computeMetadata/v1/instance/service-accounts/default/token?scopes=")
                                && request.endsWith(" Google"));
    }

    @Test
    void anAccountExchangesItsAssertion() {
        try (GcsTokens tokens = tokens(TestAccount.make().account(uri("/some/token")))) {
            assertThat(authorization(tokens)).isEqualTo("Bearer t-1");
            assertThat(authorization(tokens)).isEqualTo("Bearer t-1");
            tokens.forget();
            assertThat(authorization(tokens)).isEqualTo("Bearer t-2");
        }
        assertThat(asked).allMatch(request -> request.startsWith("POST /some/token "));
    }

    @Test
    void anEmulatorIsSentNoToken() {
        try (GcsTokens tokens =
                tokens(new GcsAccess.Emulator(Optional.of(TestAccount.make().account(uri("/")))))) {
            assertThat(authorization(tokens)).isEmpty();
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void anAccountThatIsRefusedIsTheOperatorsToMend() {
        status = 400;
        answer = "{\"error\": \"invalid_grant\", \"error_description\": \"Invalid JWT Signature.\"}";
        try (GcsTokens tokens = tokens(TestAccount.make().account(uri("/token")))) {
            assertThatThrownBy(() -> authorization(tokens)).isInstanceOfSatisfying(ApiException.class, refusal -> {
                assertThat(refusal.code().status()).isEqualTo(503);
                assertThat(refusal).hasMessageContaining("operator");
            });
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("invalid_grant Invalid JWT Signature."))
                .anyMatch(line -> line.contains(TestAccount.EMAIL))
                .noneMatch(line -> line.contains("GOOGLE_APPLICATION_CREDENTIALS"));
    }

    @Test
    void aFailureIsToldToAllWhoWaitAndAskedForAnewAfterThat() throws InterruptedException {
        status = 400;
        try (GcsTokens tokens = tokens(TestAccount.make().account(uri("/token")))) {
            gate = new CountDownLatch(1);
            Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
            List<Thread> waiting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiting.add(Thread.ofPlatform().start(() -> failures.add(catchThrowable(() -> authorization(tokens)))));
            }
            arrived.acquire();
            for (Thread thread : waiting) {
                while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
            }
            gate.countDown();
            for (Thread thread : waiting) {
                thread.join();
            }
            assertThat(failures).hasSize(3).hasOnlyElementsOfType(ApiException.class);
            assertThat(asked).hasSize(1);
            status = 200;
            assertThat(authorization(tokens)).isEqualTo("Bearer t-2");
        }
    }

    @Test
    void aTokenThatIsStillGoodIsUsedWhileThereIsNoOther() {
        try (GcsTokens tokens = tokens(new GcsAccess.Metadata(uri("")))) {
            assertThat(authorization(tokens)).isEqualTo("Bearer t-1");
            now = now.plusSeconds(3_420);
            status = 404;
            assertThat(authorization(tokens)).isEqualTo("Bearer t-1");
            assertThat(authorization(tokens)).isEqualTo("Bearer t-1");
            assertThat(asked).hasSize(2);
            now = now.plusSeconds(175);
            assertThatThrownBy(() -> authorization(tokens)).isInstanceOf(ApiException.class);
        }
    }

    @Test
    void nobodyWaitsForTheOneWhoRenewsATokenThatIsStillGood() throws Exception {
        try (GcsTokens tokens = tokens(new GcsAccess.Metadata(uri("")));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(authorization(tokens)).isEqualTo("Bearer t-1");
            now = now.plusSeconds(3_420);
            gate = new CountDownLatch(1);
            Future<String> renewing = threads.submit(() -> authorization(tokens));
            try {
                arrived.acquire(2);
                assertThat(authorization(tokens)).isEqualTo("Bearer t-1");
            } finally {
                gate.countDown();
            }
            assertThat(renewing.get()).isEqualTo("Bearer t-2");
            assertThat(authorization(tokens)).isEqualTo("Bearer t-2");
        }
    }

    @Test
    void anAnswerWithoutATokenIsNone() {
        answer = "<html>%d";
        try (GcsTokens tokens = tokens(new GcsAccess.Metadata(uri("")))) {
            assertThatThrownBy(() -> authorization(tokens)).isInstanceOf(ApiException.class);
        }
    }

    private GcsTokens tokens(GcsAccess access) {
        return new GcsTokens(access, (InstantSource) () -> now);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }

    private static String authorization(GcsTokens tokens) {
        RestRequest request = new RestRequest("GET", "/");
        tokens.sign(request);
        return request.headers().getOrDefault("authorization", "");
    }
}
