package dev.cairn.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.inference.GetDrift;
import dev.cairn.protocol.inference.InferenceTable;
import dev.cairn.protocol.inference.ListPayloadFiles;
import dev.cairn.protocol.inference.ListPayloads;
import dev.cairn.protocol.inference.Payload;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages, and drift, across files.
@OnEachDatabase
class PayloadsTest {
    private static final String DAY = "1970-01-01";
    private static final InferenceTable SETTINGS =
            Settings.whole(new InferenceTable(true, null, null, null, null, List.of(), null, null, null));

    @TempDir
    private Path folder;

    private final Database database;
    private Artifacts artifacts;
    private PayloadWriter writer;
    private Payloads payloads;
    private StoredTable table;

    private static final class OneEndpoint implements CapturedEndpoints {
        private final @Nullable Long since;

        OneEndpoint(@Nullable Long since) {
            this.since = since;
        }

        @Override
        public Optional<Long> since(Transaction tx, long endpoint, String entity, String version) {
            return Optional.ofNullable(since);
        }

        @Override
        public long get(Transaction tx, Caller caller, String name) {
            return 7;
        }

        @Override
        public long locked(Transaction tx, Caller caller, String name) {
            return 7;
        }

        @Override
        public void changed(Transaction tx, Caller caller, long endpoint, boolean isOn) {
            // nobody is told
        }

        @Override
        public void limited(Transaction tx, Caller caller, long endpoint, String was, String became) {
            // nobody is told
        }
    }

    PayloadsTest(TestDatabase kind) {
        database = Database.open(kind.current());
    }

    @BeforeEach
    void open() throws IOException {
        artifacts = new Artifacts(new LocalStore(folder));
        writer = new PayloadWriter(
                database, artifacts, new PayloadQueue(new SimpleMeterRegistry()), InstantSource.system());
        payloads = new Payloads(database, new OneEndpoint(null), new PayloadFiles(artifacts), writer::turn);
        table = TestTables.create(database, 7, "inference/one", SETTINGS);
    }

    @AfterEach
    void close() {
        database.close();
        artifacts.close();
    }

    private static Payload payload(long time) {
        return payload(time, "1", "x");
    }

    private static Payload payload(long time, String version, String request) {
        return TestTables.payload(time, version, request, "y");
    }

    private ListPayloads.Response page(@Nullable String token) {
        return payloads.list(Caller.LOCAL_OWNER, new ListPayloads("e", 2L, token, null, null, null, null, null));
    }

    @Test
    void aDamagedFileIsPassedOver() throws IOException {
        StoredFile damaged = writer.write(table, DAY, List.of(payload(1))).orElseThrow();
        assertThat(writer.write(table, DAY, List.of(payload(2)))).isPresent();
        Files.writeString(folder.resolve(damaged.path()), "no rows");
        assertThat(page(null).payloads()).extracting(Payload::timestampMs).containsExactly(2L);
    }

    private String path(String id) throws IOException {
        return payloads.path(Caller.LOCAL_OWNER, "e", id).value();
    }

    @Test
    void aFileIsFoundByItsIdWhileOthersTakeItsPlace() throws IOException {
        List<Payload> rows = List.of(payload(1));
        StoredFile before = writer.write(table, DAY, rows).orElseThrow();
        String id = files().getFirst().id();
        assertThat(path(id)).isEqualTo(before.path());
        StoredFile named =
                database.read(tx -> new TableStore(tx).oldest(table.id(), 0, 1).getFirst());
        assertThat(writer.write(table, DAY, rows, named)).isPresent();
        assertThat(files()).extracting(ListPayloadFiles.PayloadFile::id).doesNotContain(id);
        assertThat(path(id)).isEqualTo(before.path());
        Files.delete(folder.resolve(before.path()));
        for (String none : List.of(id, "1", "../" + id, DAY + "-")) {
            assertThatThrownBy(() -> path(none)).hasMessage("There is no file '%s'.".formatted(none));
        }
    }

    private List<ListPayloadFiles.PayloadFile> files() {
        return payloads.files(Caller.LOCAL_OWNER, new ListPayloadFiles("e", null, null))
                .files();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private Drift drift(Runnable before) {
        return new Drift(database, new PayloadFiles(artifacts), new OneEndpoint(null), before, InstantSource.system());
    }

    @Test
    void driftLooksAtSoMuchTextWhateverIsAskedFor() throws IOException {
        for (long time = 1; time < 4; time++) {
            assertThat(writer.write(table, DAY, List.of(payload(time)))).isPresent();
        }
        GetDrift all = new GetDrift("e", null, null, 0L, 9L);
        GetDrift others = new GetDrift("e", null, "999", 0L, 9L);
        assertThat(isWhole(all)).isTrue();
        haveText(40L << 20);
        assertThat(isWhole(all)).isFalse();
        assertThat(isWhole(others)).isTrue();
        haveText(600L << 20);
        assertThat(isWhole(others)).isFalse();
    }

    private boolean isWhole(GetDrift asked) {
        return drift(writer::turn).get(Caller.LOCAL_OWNER, asked).isWhole();
    }

    /// Each file is of requests with so much text.
    private void haveText(long bytes) {
        database.write(tx -> tx.update("UPDATE inference_files SET text_bytes = ?", bytes));
    }

    /// What version 2 is held against, which came an hour and more after much of version 1.
    private GetDrift.Response driftOfTheSecondVersion(long textBefore, @Nullable Long since) throws IOException {
        long came = 5_000_000;
        for (long time = 1; time < 4; time++) {
            assertThat(writer.write(table, DAY, List.of(payload(time, "1", "{\"inputs\": [[1]]}"))))
                    .isPresent();
        }
        haveText(textBefore);
        assertThat(writer.write(
                        table,
                        DAY,
                        List.of(
                                payload(came, "1", "{\"inputs\": [[1]]}"),
                                payload(came + 1, "2", "{\"inputs\": [[2]]}"))))
                .isPresent();
        return new Drift(
                        database,
                        new PayloadFiles(artifacts),
                        new OneEndpoint(since),
                        writer::turn,
                        InstantSource.system())
                .get(Caller.LOCAL_OWNER, new GetDrift("e", "e", "2", came, came + 9));
    }

    @Test
    void aVersionThatCameLaterIsHeldAgainstItsOwnFirstRequests() throws IOException {
        GetDrift.Response drift = driftOfTheSecondVersion(40L << 20, null);
        assertThat(drift.baseline()).isEqualTo(GetDrift.Baseline.FIRST_REQUESTS);
        assertThat(drift.baselineRows()).isEqualTo(1);
        assertThat(drift.columns().getFirst().baseline().mean()).isEqualTo(2);
    }

    @Test
    void whereItIsKnownWhenAVersionCameNothingBeforeIsLookedThrough() throws IOException {
        GetDrift.Response drift = driftOfTheSecondVersion(2L << 30, 5_000_000L);
        assertThat(drift.baseline()).isEqualTo(GetDrift.Baseline.FIRST_REQUESTS);
        assertThat(drift.baselineRows()).isEqualTo(1);
    }

    @Test
    void soManyLookAtDriftAtATime() throws Exception {
        CountDownLatch at = new CountDownLatch(2);
        CountDownLatch free = new CountDownLatch(1);
        Drift drift = drift(() -> {
            at.countDown();
            awaitQuietly(free);
        });
        GetDrift all = new GetDrift("e", null, null, 0L, 9L);
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<GetDrift.Response>> looking = List.of(
                    two.submit(() -> drift.get(Caller.LOCAL_OWNER, all)),
                    two.submit(() -> drift.get(Caller.LOCAL_OWNER, all)));
            try {
                at.await();
                assertThatThrownBy(() -> drift.get(Caller.LOCAL_OWNER, all))
                        .isInstanceOfSatisfying(
                                ApiException.class,
                                refused -> assertThat(refused.code()).isEqualTo(ErrorCode.REQUEST_LIMIT_EXCEEDED));
            } finally {
                free.countDown();
            }
            for (Future<GetDrift.Response> one : looking) {
                assertThat(one.get().rows()).isZero();
            }
        }
        assertThat(drift.get(Caller.LOCAL_OWNER, all).rows()).isZero();
    }

    @Test
    void pagesComeToAnEndWhereLargeFilesOverlap() throws IOException {
        for (long first = 1_000; first < 1_004; first++) {
            List<Payload> rows = LongStream.of(first, first + 100, first + 200)
                    .mapToObj(PayloadsTest::payload)
                    .toList();
            assertThat(writer.write(table, DAY, rows)).isPresent();
        }
        assertThat(writer.write(table, DAY, List.of(payload(1)))).isPresent();
        database.write(tx -> tx.update("UPDATE inference_files SET text_bytes = ?", 40L << 20));
        List<Long> times = new ArrayList<>();
        ListPayloads.Response page = page(null);
        while (page.nextPageToken() != null) {
            String token = Objects.requireNonNull(page.nextPageToken());
            page.payloads().forEach(row -> times.add(row.timestampMs()));
            page = page(token);
            if (page.nextPageToken() != null) {
                assertThat(page.nextPageToken()).isLessThan(token);
            }
        }
        page.payloads().forEach(row -> times.add(row.timestampMs()));
        assertThat(times)
                .containsExactly(
                        1_203L, 1_202L, 1_201L, 1_200L, 1_103L, 1_102L, 1_101L, 1_100L, 1_003L, 1_002L, 1_001L, 1_000L,
                        1L);
    }
}
