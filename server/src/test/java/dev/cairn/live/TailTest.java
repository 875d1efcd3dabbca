package dev.cairn.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What of the log is held in memory for those who watch.
class TailTest {
    private static final int ENTRY = 1 << 20;
    private static final int MANY = 40;

    private final Database database = TestDatabase.SQLITE.fresh();
    private final Tail tail = new Tail(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void longEntriesAreHeldUpToABoundAndGivenInPieces() throws InterruptedException {
        tail.watch();
        append(ENTRY, MANY);
        tail.follow();

        assertThat(tail.after(0, Duration.ZERO).isGap()).isTrue();
        assertThat(given(MANY - 10)).hasSize(10).allMatch(size -> size <= 2);
    }

    @Test
    void shortEntriesAreGivenAtOnce() throws InterruptedException {
        tail.watch();
        append(10, MANY);
        tail.follow();

        assertThat(given(0)).containsExactly(MANY);
        append(10, 1);
        tail.follow();
        assertThat(given(MANY)).containsExactly(1);
    }

    @Test
    void nothingIsHeldForNobody() throws InterruptedException {
        tail.watch();
        append(10, MANY);
        tail.follow();
        tail.leave();
        append(10, MANY);
        tail.follow();

        assertThat(tail.watch()).isEqualTo(2 * MANY);
        assertThat(tail.after(MANY, Duration.ZERO).isGap()).isTrue();
        assertThat(tail.after(2 * MANY, Duration.ZERO).entries()).isEmpty();
    }

    /// The sizes of the pieces behind a number.
    private List<Integer> given(long from) throws InterruptedException {
        List<Integer> sizes = new ArrayList<>();
        Tail.Slice slice = tail.after(from, Duration.ZERO);
        while (!slice.entries().isEmpty()) {
            assertThat(slice.isGap()).isFalse();
            sizes.add(slice.entries().size());
            assertThat(slice.entries().getLast().id()).isEqualTo(slice.last());
            slice = tail.after(slice.last(), Duration.ZERO);
        }
        return sizes;
    }

    private void append(int length, int count) {
        database.write(tx -> {
            new LiveStore(tx)
                    .append(Collections.nCopies(count, new Entry(0, new Topic(7, "r"), "x".repeat(length))), 1);
            return count;
        });
    }
}
