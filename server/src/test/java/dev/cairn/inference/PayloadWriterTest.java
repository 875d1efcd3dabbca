package dev.cairn.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.inference.InferenceTable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept where the database does not say whether it took a file.
@OnEachDatabase
class PayloadWriterTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String DAY = "2026-11-28";
    private static final InferenceTable SETTINGS =
            Settings.whole(new InferenceTable(true, null, null, null, null, List.of(), 3L, null, null));

    @TempDir
    private Path folder;

    private final Database database;
    private final UnheardCommits connection = new UnheardCommits();
    private Artifacts artifacts;
    private PayloadQueue queue;
    private PayloadWriter writer;
    private Upkeep upkeep;
    private StoredTable table;

    PayloadWriterTest(TestDatabase kind) {
        database = Database.open(kind.current());
    }

    @BeforeEach
    void open() throws IOException {
        artifacts = new Artifacts(new LocalStore(folder));
        queue = new PayloadQueue(new SimpleMeterRegistry());
        Database lossy = connection.of(database);
        writer = new PayloadWriter(lossy, artifacts, queue, InstantSource.fixed(NOW));
        upkeep = new Upkeep(lossy, artifacts, new PayloadFiles(artifacts), writer, InstantSource.fixed(NOW));
        table = TestTables.create(database, 7, "inference/one", SETTINGS);
    }

    @AfterEach
    void close() {
        database.close();
        artifacts.close();
    }

    private void offer(String request) {
        queue.offer(new PayloadQueue.Waiting(table, TestTables.payload(NOW.toEpochMilli(), "1", request, null)));
    }

    private List<StoredFile> stored() {
        return database.read(tx -> new TableStore(tx).files(table.id(), 0, Long.MAX_VALUE, 1_000));
    }

    /// The requests in the files that the database names, each as often as it is there.
    private List<String> kept() {
        PayloadFiles files = new PayloadFiles(artifacts);
        return stored().stream()
                .flatMap(file -> files.read(file, true).stream())
                .map(payload -> String.valueOf(payload.request()))
                .toList();
    }

    private int filesInStore() throws IOException {
        return artifacts
                .list(new ArtifactPath("inference/one/date=" + DAY), "")
                .files()
                .size();
    }

    @Test
    void aPartWhoseCommitNobodyHeardOfIsKeptOnce() throws IOException {
        offer("one");
        connection.lose();
        connection.run(writer::turn);
        connection.run(writer::turn);
        assertThat(stored()).hasSize(1);
        assertThat(kept()).containsExactly("one");
        assertThat(filesInStore()).isEqualTo(1);
        assertThat(queue.isFull(PayloadQueue.MOST_BYTES)).isFalse();
    }

    @Test
    void aPartThatTheDatabaseTookBeforeItWentAwayIsKeptOnce() throws IOException {
        offer("one");
        connection.goAway();
        connection.run(writer::turn);
        offer("two");
        connection.run(writer::turn);
        assertThat(queue.isFull(PayloadQueue.MOST_BYTES)).isTrue();
        connection.comeBack();
        connection.run(writer::turn);
        assertThat(kept()).containsExactlyInAnyOrder("one", "two");
        assertThat(filesInStore()).isEqualTo(2);
        assertThat(queue.isFull(PayloadQueue.MOST_BYTES)).isFalse();
    }

    @Test
    void aPartThatTheDatabaseDidNotTakeWaitsForItToComeBack() throws IOException {
        offer("one");
        connection.goAway();
        connection.run(writer::turn);
        database.write(tx -> tx.update("DELETE FROM inference_files"));
        connection.comeBack();
        connection.run(writer::turn);
        assertThat(kept()).containsExactly("one");
        assertThat(filesInStore()).isEqualTo(1);
    }

    private List<String> many() {
        List<String> requests =
                IntStream.range(0, 40).mapToObj(i -> "request " + i).toList();
        requests.forEach(request -> {
            offer(request);
            writer.turn();
        });
        return requests;
    }

    @Test
    void filesThatBecomeOneInACommitThatNobodyHeardOfKeepTheirRows() {
        List<String> requests = many();
        connection.lose();
        connection.run(upkeep::turn);
        assertThat(stored()).hasSize(1);
        assertThat(kept()).containsExactlyInAnyOrderElementsOf(requests);
    }

    @Test
    void filesThatBecameOneBeforeTheDatabaseWentAwayKeepTheirRows() {
        List<String> requests = many();
        connection.goAway();
        connection.run(upkeep::turn);
        connection.comeBack();
        assertThat(stored()).hasSize(1);
        assertThat(kept()).containsExactlyInAnyOrderElementsOf(requests);
    }
}
