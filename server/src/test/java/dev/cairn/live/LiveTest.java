package dev.cairn.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.db.Database;
import dev.cairn.db.Dialect;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The log of changes, and servers that share it.
@OnEachDatabase
class LiveTest {
    private static final Topic EXPERIMENT = Topic.of(7);

    private final Database database;
    private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());

    LiveTest(TestDatabase kind) {
        database = kind.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatATransactionTakesBackIsNotTold() {
        Live live = new Live(database, clock);
        assertThatThrownBy(() -> database.write(tx -> {
                    live.ofRun(tx, 7, "r", RunNews::inputs);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        live.turn();
        assertThat(log()).isEmpty();
    }

    @Test
    void whoToldNothingWritesNothingInTheEnd() {
        Live live = new Live(database, clock);
        database.write(tx -> tx.update("DROP TABLE live_servers"));

        assertThatCode(live::close).doesNotThrowAnyException();
        assertThat(log()).isEmpty();
    }

    @Test
    void changesOfAMomentAreOneEntryARun() {
        Live live = new Live(database, clock);
        for (int step = 1; step <= 100; step++) {
            long number = step;
            tell(live, news -> news.metric("loss", 0.5, 1, number));
        }
        tell(live, news -> news.metric("loss", 0, 1, 50));
        live.turn();
        assertThat(log()).singleElement().satisfies(entry -> {
            assertThat(entry.topic()).isEqualTo(new Topic(7, "r"));
            assertThat(entry.content()).contains("\"step\":100").doesNotContain("\"step\":50");
        });
    }

    @Test
    void aRunThatDoesVeryMuchIsToBeReadAgain() {
        Live live = new Live(database, clock);
        for (int i = 0; i < 300; i++) {
            String key = "k" + i;
            tell(live, news -> news.metric(key, 1, 1, 1));
        }
        live.turn();
        assertThat(log().getFirst().content())
                .contains("\"incomplete\":true", "\"k199\"")
                .doesNotContain("\"k200\"");
    }

    @Test
    void numbersHaveNoGapsHoweverManyServersWrite() throws InterruptedException {
        List<Live> servers = List.of(new Live(database, clock), new Live(database, clock), new Live(database, clock));
        List<Thread> threads = servers.stream()
                .map(live -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 50; i++) {
                        tell(live, RunNews::inputs);
                        live.turn();
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(log().stream().map(Entry::id))
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.rangeClosed(1, 150).boxed().toList());
    }

    @Test
    void aServerThatEndedWithoutAWordIsFoundOut() {
        Live killed = new Live(database, clock);
        killed.beat();
        tell(killed, RunNews::inputs);
        Live other = new Live(database, clock);
        pass(Duration.ofSeconds(60));
        other.beat();
        other.turn();
        assertThat(log()).as("it may only be slow").isEmpty();
        pass(Duration.ofSeconds(20));
        other.beat();
        other.turn();
        assertThat(log())
                .singleElement()
                .satisfies(entry -> assertThat(entry.topic()).isEqualTo(Topic.ALL));
        other.beat();
        other.turn();
        assertThat(log()).hasSize(1);
    }

    @Test
    void aServerWhoseClockIsBehindIsNotTakenForDead() {
        Live slow = new Live(database, clock);
        Live quick = new Live(database, clock);
        Duration apart = database.read(tx -> tx.dialect() == Dialect.SQLITE) ? Duration.ZERO : Duration.ofHours(1);
        for (int turn = 0; turn < 3; turn++) {
            slow.beat();
            now.addAndGet(apart.toMillis());
            quick.beat();
            now.addAndGet(-apart.toMillis());
            slow.turn();
            quick.turn();
        }
        assertThat(log()).isEmpty();
    }

    /// What is kept of paths, and of everything else that a client sends, has a bound.
    @Test
    void aLongPathIsToBeReadAgain() {
        Live live = new Live(database, clock);
        tell(live, news -> news.artifact("d/".repeat(400) + "file"));
        live.turn();
        assertThat(log().getFirst().content()).contains("\"incomplete\":true").doesNotContain("d/d/");
    }

    @Test
    void aServerThatStopsWritesWhatItHasAndIsNotMissed() {
        Live stopped = new Live(database, clock);
        stopped.beat();
        tell(stopped, RunNews::inputs);
        stopped.close();
        assertThat(log())
                .singleElement()
                .satisfies(entry -> assertThat(entry.topic()).isEqualTo(new Topic(7, "r")));
        Live next = new Live(database, clock);
        pass(Duration.ofDays(1));
        next.beat();
        next.turn();
        assertThat(log()).noneMatch(entry -> entry.topic().equals(Topic.ALL));
    }

    @Test
    void theLogForgetsWhatIsOld() {
        Live live = new Live(database, clock);
        tell(live, RunNews::inputs);
        live.turn();
        now.addAndGet(Duration.ofMinutes(61).toMillis());
        tell(live, RunNews::inputs);
        live.turn();
        live.beat();
        assertThat(log().stream().map(Entry::id)).containsExactly(2L);
        assertThat(database.<Long>read(tx -> new LiveStore(tx).first())).isEqualTo(2);
    }

    @Test
    void whoFallsBehindTheTailIsTold() throws InterruptedException {
        Tail tail = new Tail(database);
        long start = tail.watch();
        database.write(tx -> {
            new LiveStore(tx).append(java.util.Collections.nCopies(10_000, new Entry(0, EXPERIMENT, "{}")), now.get());
            return true;
        });
        tail.follow();
        Tail.Slice slow = tail.after(start, Duration.ofSeconds(1));
        assertThat(slow.isGap()).isTrue();
        assertThat(slow.last()).isEqualTo(10_000);
        Tail.Slice quick = tail.after(9_990, Duration.ofSeconds(1));
        assertThat(quick.isGap()).isFalse();
        assertThat(quick.entries().stream().map(Entry::id))
                .containsExactly(9_991L, 9_992L, 9_993L, 9_994L, 9_995L, 9_996L, 9_997L, 9_998L, 9_999L, 10_000L);
    }

    private void tell(Live live, java.util.function.Consumer<RunNews> what) {
        database.write(tx -> {
            live.ofRun(tx, 7, "r", what);
            return true;
        });
    }

    private List<Entry> log() {
        return database.read(tx -> new LiveStore(tx).after(0, 20_000));
    }

    /// For servers, and for what a database of its own time says of them.
    private void pass(Duration time) {
        now.addAndGet(time.toMillis());
        database.write(tx -> tx.dialect() == Dialect.SQLITE
                ? 0
                : tx.update("UPDATE live_servers SET seen = seen - ?", time.toMillis()));
    }
}
