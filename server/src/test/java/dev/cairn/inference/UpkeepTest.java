package dev.cairn.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.access.Workspace;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    UpkeepTest(TestDatabase kind) {
        database = Database.open(kind.current());
    }

    @BeforeEach
    void open() throws IOException {
        artifacts = new Artifacts(new LocalStore(folder));
        files = new PayloadFiles(artifacts);
        queue = new PayloadQueue(new SimpleMeterRegistry());
        writer = new PayloadWriter(database, artifacts, queue);
        upkeep = new Upkeep(database, artifacts, files, writer, InstantSource.fixed(NOW));
        table = database.write(tx -> {
            tx.update(
                    "INSERT INTO serving_endpoints (id, workspace_id, name, creator, creation_time, last_update_time, last_version) VALUES (7, ?, 'e', 'u', 1, 1, 0)",
                    Workspace.DEFAULT.id());
            new TableStore(tx).set(7, "inference/one", SETTINGS);
            return new TableStore(tx).find(7).orElseThrow();
        });
    }

    @AfterEach
    void close() {
        database.close();
        artifacts.close();
    }

    private static Payload payload(Instant time, @Nullable String request) {
        long millis = time.toEpochMilli();
        return new Payload(
                TimedIds.of(millis),
                null,
                millis,
                200,
                1,
                2,
                null,
                null,
                null,
                "e",
                "m",
                "1",
                "u",
                request,
                null,
                null);
    }

    private void add(Instant time, String request) {
        queue.offer(new PayloadQueue.Waiting(table, payload(time, request)));
        writer.turn();
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
        List<StoredFile> before = stored();
        upkeep.turn();
        assertThat(stored()).hasSize(1);
        assertThat(files.read(stored().getFirst(), true))
                .extracting(Payload::request)
                .containsExactlyElementsOf(requests);
        assertThat(before.stream().allMatch(file -> files.read(file, true).isEmpty()))
                .isTrue();
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
    void whatDoesNotFitIsDropped() {
        for (int i = 0; i < PayloadQueue.MOST + 3; i++) {
            queue.offer(new PayloadQueue.Waiting(table, payload(NOW, "x")));
        }
        assertThat(queue.isFull(1)).isTrue();
        assertThat(queue.take()).hasSize(PayloadQueue.MOST);
        assertThat(queue.isFull(1)).isFalse();
    }
}
