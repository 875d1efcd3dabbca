package dev.cairn.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.inference.InferenceTable;
import dev.cairn.protocol.inference.Payload;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// What becomes of the files of tables.
@OnEachDatabase
class UpkeepTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final InferenceTable SETTINGS =
            Settings.whole(new InferenceTable(true, null, null, null, null, List.of(), 3L, null, null));

    @TempDir
    private Path folder;

    private final Database database;
    private Artifacts artifacts;
    private PayloadFiles files;
    private PayloadQueue queue;
    private PayloadWriter writer;
    private Upkeep upkeep;
    private StoredTable table;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    UpkeepTest(TestDatabase kind) {
        database = Database.open(kind.current());
    }

    @BeforeEach
    void open() throws IOException {
        artifacts = new Artifacts(new LocalStore(folder));
        files = new PayloadFiles(artifacts);
        queue = new PayloadQueue(new SimpleMeterRegistry());
        writer = new PayloadWriter(database, artifacts, queue, now::get);
        upkeep = new Upkeep(database, artifacts, files, writer, InstantSource.fixed(NOW));
        table = TestTables.create(database, 7, "inference/one", SETTINGS);
    }

    @AfterEach
    void close() {
        database.close();
        artifacts.close();
    }

    private static Payload payload(Instant time, @Nullable String request) {
        return TestTables.payload(time.toEpochMilli(), "1", request, null);
    }

    private void add(Instant time, String request) {
        queue.offer(new PayloadQueue.Waiting(table, payload(time, request)));
        writer.turn();
    }

    /// The files of a day, whether a table has them or not.
    private List<String> inStore(String day) throws IOException {
        return artifacts.list(new ArtifactPath("inference/one/date=" + day), "").files().stream()
                .map(file -> file.path().value())
                .toList();
    }

    private List<StoredFile> stored() {
        return database.read(tx -> new TableStore(tx).files(table.id(), 0, Long.MAX_VALUE, 1_000));
    }

    @Test
    void daysThatAreTooOldGo() throws IOException {
        add(NOW.minus(Duration.ofDays(4)), "old");
        add(NOW.minus(Duration.ofDays(1)), "new");
        assertThat(stored()).hasSize(2);
        upkeep.turn();
        assertThat(stored()).extracting(StoredFile::day).containsExactly("2026-11-27");
        assertThat(artifacts.find(new ArtifactPath("inference/one/date=2026-11-24")))
                .isEmpty();
        assertThat(files.read(stored().getFirst(), true).getFirst().request()).isEqualTo("new");
    }

    @Test
    void manySmallFilesOfADayBecomeOne() {
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            requests.add("request " + i);
            add(NOW.plusSeconds(i), requests.getLast());
        }
        upkeep.turn();
        assertThat(stored()).hasSize(1);
        assertThat(files.read(stored().getFirst(), true))
                .extracting(Payload::request)
                .containsExactlyElementsOf(requests);
    }

    /// The requests of files that somebody found.
    private List<String> requests(List<StoredFile> found) {
        return found.stream()
                .flatMap(file -> files.read(file, true).stream())
                .map(payload -> String.valueOf(payload.request()))
                .toList();
    }

    private List<StoredFile> many() {
        for (int i = 0; i < 40; i++) {
            add(NOW.plusSeconds(i), "request " + i);
        }
        return stored();
    }

    @Test
    void whoFoundFilesReadsThemWhileTheyBecomeOne() throws IOException {
        List<StoredFile> found = many();
        List<String> before = requests(found);
        upkeep.turn();
        assertThat(stored()).hasSize(1);
        assertThat(requests(found)).hasSize(40).isEqualTo(before);
        upkeep.turn();
        assertThat(inStore("2026-11-28")).containsExactly(stored().getFirst().path());
    }

    @Test
    void whatAServerLeavesWhenItEndsGoesATurnAfterItIsFound() throws IOException {
        List<StoredFile> found = many();
        upkeep.turn();
        Files.writeString(folder.resolve("inference/one/date=2026-11-28/mine.parquet"), "somebody's own");
        Upkeep next = new Upkeep(database, artifacts, files, writer, InstantSource.fixed(NOW));
        next.turn();
        assertThat(requests(found)).hasSize(40);
        StoredFile named = found.getFirst();
        database.write(tx -> new TableStore(tx).add(table, named));
        next.turn();
        assertThat(inStore("2026-11-28"))
                .containsExactlyInAnyOrder(
                        named.path(),
                        stored().stream()
                                .filter(file -> file.rows() == 40)
                                .findFirst()
                                .orElseThrow()
                                .path(),
                        "inference/one/date=2026-11-28/mine.parquet");
    }

    @Test
    void aFileThatIsGoneIsToldOfAndKeepsItsName() throws IOException {
        StoredFile gone = many().getLast();
        Files.delete(folder.resolve(gone.path()));
        Logger logger = (Logger) LoggerFactory.getLogger(PayloadFiles.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            assertThat(files.read(gone, true)).isEmpty();
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains(gone.path());
        upkeep.turn();
        assertThat(stored()).extracting(StoredFile::rows).containsExactly(39L, 1L);
        assertThat(stored()).extracting(StoredFile::path).contains(gone.path());
    }

    @Test
    void filesThatAnotherServerPutTogetherAreNotAddedAgain() throws IOException {
        add(NOW, "one");
        StoredFile file = stored().getFirst();
        List<Payload> payloads = files.read(file, true);
        writer.write(table, file.day(), payloads, file);
        assertThatThrownBy(() -> writer.write(table, file.day(), payloads, file))
                .isInstanceOf(ApiException.class);
        assertThat(stored()).hasSize(1);
        assertThat(inStore(file.day()))
                .containsExactlyInAnyOrder(file.path(), stored().getFirst().path());
    }

    @Test
    void aFileThatTheDatabaseDoesNotNameGoes() throws IOException {
        database.write(tx -> tx.update("ALTER TABLE inference_files RENAME TO away"));
        add(NOW, "one");
        database.write(tx -> tx.update("ALTER TABLE away RENAME TO inference_files"));
        writer.turn();
        assertThat(inStore("2026-11-28")).containsExactly(stored().getFirst().path());
    }

    @Test
    void anOldDayGoesThatHasOnlyAFileWithoutAName() throws IOException {
        add(NOW.minus(Duration.ofDays(4)), "old");
        add(NOW, "new");
        database.write(tx -> tx.update("DELETE FROM inference_files WHERE day = '2026-11-24'"));
        Files.createDirectory(folder.resolve("inference/one/date=other"));
        upkeep.turn();
        assertThat(inStore("2026-11-24")).isEmpty();
        assertThat(inStore("2026-11-28")).hasSize(1);
        assertThat(folder.resolve("inference/one/date=other")).exists();
    }

    @Test
    void aTableGoesWithItsEndpoint() throws IOException {
        add(NOW, "one");
        database.write(tx -> tx.update("DELETE FROM serving_endpoints WHERE id = 7"));
        add(NOW, "two");
        upkeep.turn();
        assertThat(stored()).isEmpty();
        assertThat(database.<List<StoredTable>>read(tx -> new TableStore(tx).orphans(9)))
                .isEmpty();
        assertThat(artifacts.find(new ArtifactPath("inference/one"))).isEmpty();
    }

    @Test
    void aDamagedFileIsPassedOverAndStaysAsItIs() throws IOException {
        StoredFile damaged = many().getLast();
        Path there = folder.resolve(damaged.path());
        byte[] bytes = Files.readAllBytes(there);
        Arrays.fill(bytes, 4, bytes.length / 2, (byte) 1);
        Files.write(there, bytes);
        assertThat(files.read(damaged, true)).isEmpty();
        upkeep.turn();
        assertThat(stored()).hasSize(2);
        assertThat(stored()).extracting(StoredFile::rows).containsExactly(39L, 1L);
        assertThat(there).exists();
    }

    @Test
    void aTableThatCannotBeLookedAfterDoesNotHoldUpOthers() throws IOException {
        many();
        StoredTable other = TestTables.create(database, 8, "inference/two", SETTINGS);
        writer.write(other, "2026-11-01", List.of(payload(NOW.minus(Duration.ofDays(27)), "old")));
        artifacts.onStored(_ -> {
            throw new IllegalStateException("unforeseen");
        });
        upkeep.turn();
        assertThat(stored()).hasSize(40);
        assertThat(database.<List<StoredFile>>read(tx -> new TableStore(tx).oldest(other.id(), 0, 9)))
                .isEmpty();
    }

    @Test
    void whoReadsAgainAndAgainDoesNotMakeAFileEachTime() {
        for (int i = 0; i < 3; i++) {
            queue.offer(new PayloadQueue.Waiting(table, payload(NOW, "x")));
            writer.flush();
        }
        assertThat(stored()).extracting(StoredFile::rows).containsExactly(1L);
        now.set(NOW.plusSeconds(1));
        writer.flush();
        assertThat(stored()).extracting(StoredFile::rows).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void aRequestThatIsTooLargeToBeKeptTakesNoPlace() {
        Answered large = new Answered(
                new Answered.Asked("e", "m", "1", "u", null, List.of(), List.of()),
                new Answered.Body(new byte[(1 << 20) + 1], "application/json"),
                200,
                null,
                new Answered.Took(1, null, null, null));
        Capture capture = new Capture(table, NOW.toEpochMilli());
        assertThat(Keeping.most(capture, large)).isZero();
        assertThat(Keeping.of(capture, large).loggingErrors()).isEqualTo("REQUEST_TOO_LARGE");
    }

    @Test
    void whatCannotEverBeWrittenGivesItsPlaceToOthers() {
        artifacts.onStored(path -> {
            if (path.value().contains("date=2026-11-27")) {
                throw new IllegalStateException("never");
            }
        });
        String half = "x".repeat((int) (PayloadQueue.MOST_BYTES / 2));
        queue.offer(new PayloadQueue.Waiting(table, payload(NOW.minus(Duration.ofDays(1)), half)));
        queue.offer(new PayloadQueue.Waiting(table, payload(NOW, "kept")));
        assertThat(queue.isFull(PayloadQueue.MOST_BYTES / 2)).isTrue();
        writer.turn();
        assertThat(queue.isFull(PayloadQueue.MOST_BYTES)).isFalse();
        writer.turn();
        assertThat(stored()).extracting(StoredFile::day).containsExactly("2026-11-28");
    }

    @Test
    void whatCannotBeWrittenNowIsWrittenOnceLater() {
        AtomicBoolean isAway = new AtomicBoolean(true);
        artifacts.onStored(_ -> {
            if (isAway.get()) {
                throw new UncheckedIOException(new IOException("away"));
            }
        });
        add(NOW, "one");
        assertThat(stored()).isEmpty();
        isAway.set(false);
        add(NOW, "two");
        writer.turn();
        assertThat(stored()).extracting(StoredFile::rows).containsExactly(2L);
    }

    @Test
    void whatDoesNotFitIsDropped() {
        for (int i = 0; i < PayloadQueue.MOST + 3; i++) {
            queue.offer(new PayloadQueue.Waiting(table, payload(NOW, "x")));
        }
        assertThat(queue.isFull(1)).isTrue();
        assertThat(queue.take()).hasSize(PayloadQueue.MOST);
        assertThat(queue.isFull(1)).isFalse();
    }
}
