package dev.cairn.artifacts.quota;

import static dev.cairn.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.access.Workspace;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.ArtifactStore;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.artifacts.Upload;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.tracking.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is counted of a store while servers and clients come, go and get in each other's way.
@OnEachDatabase
final class QuotasTest {
    private static final long DEFAULT = Workspace.DEFAULT.id();
    private static final ArtifactPath FILE = new ArtifactPath("7/run/artifacts/file");

    private final TestClock clock = new TestClock();
    private final Database database;
    private final ArtifactStore plain;
    private final Quotas quotas;
    private final ArtifactStore store;

    QuotasTest(TestDatabase kind, @TempDir Path folder) throws IOException {
        database = kind.fresh();
        plain = new LocalStore(folder);
        quotas = new Quotas(database, plain, clock);
        store = quotas.store();
    }

    @BeforeEach
    void bound() {
        set(1_000L);
        quotas.turn();
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    @Test
    void ofTwoServersNeitherTakesWhatTheOtherHas() throws Exception {
        ArtifactStore other = new Quotas(database, plain, clock).store();
        AtomicInteger taken = new AtomicInteger();
        List<Callable<Boolean>> uploads = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ArtifactStore one = i % 2 == 0 ? store : other;
            ArtifactPath path = new ArtifactPath("f" + i);
            uploads.add(() -> {
                try {
                    one.write(path, upload(90));
                    taken.addAndGet(90);
                } catch (ApiException full) {
                    assertThat(full.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
                }
                return true;
            });
        }
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> upload : clients.invokeAll(uploads)) {
                assertThat(upload.get()).isTrue();
            }
        }

        assertThat(taken.get()).isEqualTo(990);
        assertThat(used()).isEqualTo(990);
        assertThat(storage().reserved()).isZero();
    }

    @Test
    void whatAServerThatWasKilledHadReservedIsFoundOut() throws IOException {
        quotas.reserve("stored", FILE, 600, Quotas.LIFE);
        plain.write(FILE, upload(600)); // and the server is killed
        quotas.reserve("lost", new ArtifactPath("lost"), 400, Quotas.LIFE);
        assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> write("more", 1));

        clock.pass(Quotas.LIFE.plusSeconds(1));
        quotas.turn();

        assertThat(used()).isEqualTo(600);
        assertThat(storage().reserved()).isZero();
        write("more", 400);
    }

    @Test
    void ofUploadsToOnePathAllButOneAreGivenBackInTheEnd() throws IOException {
        write(FILE.value(), 100);
        Reservation first = reserve("first", 200);
        Reservation second = reserve("second", 300);
        plain.write(FILE, upload(200));
        first.settle(200);
        plain.write(FILE, upload(300));
        second.settle(300);

        assertThat(used()).as("too much rather than too little").isBetween(300L, 600L);
        measure();
        assertThat(used()).isEqualTo(300);
    }

    @Test
    void whatChangesWhileTheStoreIsMeasuredIsNeverCountedTooLow() throws IOException {
        write(FILE.value(), 900);
        Reservation smaller = reserve("smaller", 10);
        measure(); // sees the larger one
        plain.write(FILE, upload(10));
        smaller.settle(10);
        assertThat(used()).isBetween(10L, 910L);

        Reservation again = reserve("again", 5);
        plain.write(FILE, upload(5));
        measure(); // sees the smaller one
        again.settle(5);

        assertThat(used()).isGreaterThanOrEqualTo(5L);
        measure();
        assertThat(used()).isEqualTo(5);
    }

    @Test
    void whatBreaksOffIsGivenBack() {
        InputStream broken = new InputStream() {
            private int left = 500;

            @Override
            public int read() throws IOException {
                if (left-- > 0) {
                    return 'x';
                }
                throw new IOException("the client is gone");
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                into[from] = (byte) read();
                return 1;
            }
        };
        assertThatThrownBy(() -> store.write(FILE, new Upload(broken, 900, Optional.empty())))
                .isInstanceOf(IOException.class);

        assertThat(storage().reserved()).isZero();
        assertThat(used()).isZero();
    }

    @Test
    void untilTheStoreIsMeasuredNothingIsTaken() throws IOException {
        set(Storage.NONE);
        write("before", 700);
        assertThat(storage().used()).isNull();
        set(1_000L);
        assertRefused(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> write("too-early", 1));

        quotas.turn();

        assertThat(used()).isEqualTo(700);
        assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> write("more", 301));
        write("more", 300);
    }

    @Test
    void filesOfAWorkspaceThatEndedAreTheDefaultOnes() throws IOException {
        write("mine", 100);
        write("workspaces/ended/file", 200);
        measure();

        assertThat(used()).isEqualTo(300);
        assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> write("workspaces/ended/more", 701));
    }

    private Reservation reserve(String id, long bytes) throws IOException {
        return quotas.reserve(id, FILE, bytes, Duration.ofDays(30)).orElseThrow();
    }

    private void measure() {
        clock.pass(Duration.ofDays(2));
        quotas.turn();
    }

    private void write(String path, int bytes) throws IOException {
        store.write(new ArtifactPath(path), upload(bytes));
    }

    private static Upload upload(int bytes) {
        return new Upload(new ByteArrayInputStream(new byte[bytes]), bytes, Optional.empty());
    }

    private void set(@Nullable Long quota) {
        database.write(tx -> {
            Quotas.set(tx, DEFAULT, quota);
            return true;
        });
    }

    private Storage storage() {
        return database.read(tx -> Quotas.storage(tx, DEFAULT));
    }

    private long used() {
        return Objects.requireNonNull(storage().used());
    }
}
