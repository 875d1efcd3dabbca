package dev.cairn.artifacts;

import static dev.cairn.RunningServer.API;
import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.config.ArtifactConfig;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// An object store that goes away and comes back.
@ParameterizedClass
@EnumSource(names = "LOCAL", mode = EnumSource.Mode.EXCLUDE)
final class StoreAwayTest {
    private static final ArtifactPath FILE = ArtifactPath.of("a/file");

    /// Of more than two parts, of which two have been sent when the store goes away.
    private static final int LONG = 40 << 20;

    private static final int END_BEFORE = 4 << 20;

    /// One of a kind for all tests, since some take seconds to start.
    private static final Map<TestStore, TestObjectServer> SERVERS = new EnumMap<>(TestStore.class);

    private final TestStore kind;
    private TestObjectServer away;

    StoreAwayTest(TestStore kind) throws IOException {
        this.kind = kind;
        if (!SERVERS.containsKey(kind)) {
            SERVERS.put(kind, kind.start());
        }
        away = Objects.requireNonNull(SERVERS.get(kind));
    }

    @AfterEach
    void keep() {
        SERVERS.put(kind, away);
    }

    @AfterAll
    static void close() {
        SERVERS.values().forEach(TestObjectServer::close);
    }

    @Test
    void callsAreRefusedForNowWhileItIsAwayAndNothingIsLost() throws IOException, InterruptedException {
        try (ArtifactStore store = TestStore.opened(away.bucket())) {
            store.write(FILE, upload("kept"));
            ArtifactFile found = store.find(FILE).orElseThrow();
            away.end();

            List<ThrowingCallable> calls = List.of(
                    () -> store.write(ArtifactPath.of("new"), upload("x")),
                    () -> store.write(FILE, upload("other")),
                    () -> store.find(FILE),
                    () -> store.list(ArtifactPath.ROOT, "", 10),
                    () -> store.open(found, ByteRange.all(4)).close(),
                    () -> store.delete(FILE));
            allAtOnce(calls, StoreAwayTest::refusedForNow);

            away = away.again();
            try (InputStream in = store.open(store.find(FILE).orElseThrow(), ByteRange.all(4))) {
                assertThat(in.readAllBytes()).asString().isEqualTo("kept");
            }
            assertThat(store.list(ArtifactPath.ROOT, "", 10).files()).hasSize(1);
            store.write(ArtifactPath.of("new"), upload("x"));
        }
    }

    @Test
    void ofALongFileThatWasUnderWayNothingIsSeen() throws IOException {
        try (ArtifactStore store = TestStore.opened(away.bucket())) {
            InputStream start = new ByteArrayInputStream(new byte[LONG - END_BEFORE]);
            InputStream content = new SequenceInputStream(start, new Ending(new byte[END_BEFORE]));

            refusedForNow(() -> store.write(ArtifactPath.of("d/long"), new Upload(content, LONG, Optional.empty())));

            away = away.again();
            assertThat(store.find(ArtifactPath.of("d/long"))).isEmpty();
            assertThat(store.list(ArtifactPath.ROOT, "", 10).files()).isEmpty();
        }
    }

    @Test
    void clientsAreToldToComeAgainAndFindAllAsItWas() throws IOException, InterruptedException {
        ArtifactDestination bucket = away.bucket();
        RunningServer server = new RunningServer(folder -> new ArtifactConfig(bucket, true));
        server.start();
        try {
            String run = server.createRun();
            String file = "0/%s/artifacts/a.txt".formatted(run);
            server.put(file, "kept");
            String upload = "{\"path\": \"b.txt\", \"num_parts\": 1}";
            away.end();

            List<Request> requests = List.of(
                    Request.of("GET", FILES + "/" + file),
                    Request.of("GET", FILES + "?path=0"),
                    Request.of("PUT", FILES + "/" + file).body("other"),
                    Request.of("DELETE", FILES + "/" + file),
                    Request.of("GET", "/get-artifact?path=a.txt&run_id=" + run),
                    Request.of("GET", API + "artifacts/list?run_id=" + run),
                    Request.json("POST", "/api/2.0/mlflow-artifacts/mpu/create/0", upload));
            allAtOnce(requests, request -> refusedForNow(server.send(request)));
            server.assertAnswers();
            assertThat(server.createRun()).isNotEmpty();

            away = away.again();
            assertThat(server.get("/get-artifact?path=a.txt&run_id=" + run).text())
                    .isEqualTo("kept");
            assertThat(server.put(file, "new").status()).isEqualTo(200);
        } finally {
            server.stop();
        }
    }

    @Test
    void aStoreThatIsAwayAtTheStartIsOpenedAllTheSame() throws IOException, InterruptedException {
        ArtifactDestination bucket = away.bucket();
        away.end();
        try (ArtifactStore store = TestStore.opened(bucket)) {
            refusedForNow(() -> store.find(FILE));
            away = away.again();

            store.write(FILE, upload("x"));
            assertThat(store.find(FILE)).isPresent();
        }
    }

    @Test
    void aBucketThatDoesNotExistIsAMistakeInTheSettings() {
        assertThatThrownBy(() -> TestStore.opened(away.missing("nowhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nowhere'");
    }

    /// Since each takes the seconds that a call is tried again and again.
    private static <T> void allAtOnce(List<T> all, ThrowingConsumer<T> work) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> done : threads.invokeAll(all.stream()
                    .map(one -> Executors.callable(() -> work.accept(one)))
                    .toList())) {
                assertThatNoException().isThrownBy(done::get);
            }
        }
    }

    private static void refusedForNow(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isPresent();
        assertThat(reply.errorCode()).isEqualTo("TEMPORARILY_UNAVAILABLE");
    }

    private static void refusedForNow(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
    }

    private static Upload upload(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Upload(new ByteArrayInputStream(bytes), bytes.length, Optional.empty());
    }

    /// Ends the store when it is read.
    private final class Ending extends FilterInputStream {
        private boolean ended;

        Ending(byte[] content) {
            super(new ByteArrayInputStream(content));
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (!ended) {
                ended = true;
                end();
            }
            return super.read(target, offset, length);
        }

        private void end() throws IOException {
            try {
                away.end();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException(stopped);
            }
        }
    }
}
