package dev.cairn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupWriterTest {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private Session session;
    private GroupWriter writer;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws SQLException {
        session =
                new Session(SqliteEngine.dataSource(folder.resolve("group.db")).getConnection(), Dialect.SQLITE);
        session.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, name VARCHAR)");
        writer = new GroupWriter(session);
    }

    @AfterEach
    void close() throws SQLException {
        gate.countDown();
        writer.close();
        callers.close();
        session.close();
    }

    @Test
    void aFileThatAnotherProgramHoldsIsARefusalForNow() throws SQLException {
        session.execute("PRAGMA busy_timeout = 0");
        try (Session other =
                new Session(SqliteEngine.dataSource(folder.resolve("group.db")).getConnection(), Dialect.SQLITE)) {
            other.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> writer.write(tx -> tx.update("INSERT INTO things (id) VALUES (1)")))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
            other.execute("ROLLBACK");
        }
        assertThat(writer.<Integer>write(tx -> tx.update("INSERT INTO things (id) VALUES (1)")))
                .isEqualTo(1);
    }

    @Test
    void aFullQueueRefusesAtOnceAndLosesNothing() throws Exception {
        Future<Integer> first = hold();
        List<Future<Integer>> others = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            others.add(add(i));
        }
        Set<Integer> refused = new HashSet<>();
        while (refused.size() < 5_000 - 4_096) {
            for (int i = 0; i < others.size(); i++) {
                if (others.get(i).isDone()) {
                    refused.add(i);
                }
            }
            Thread.sleep(1);
        }
        gate.countDown();
        assertThat(first.get()).isZero();
        List<Long> accepted = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            if (refused.contains(i)) {
                assertBusy(others.get(i));
            } else {
                assertThat(others.get(i).get()).isEqualTo(1);
                accepted.add((long) i);
            }
        }
        assertThat(accepted).hasSize(4_096);
        assertThat(stored()).isEqualTo(accepted);
    }

    @Test
    void closingFinishesWhatWasAccepted() throws Exception {
        Future<Integer> first = hold();
        List<Future<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            waiting.add(callers.submit(adding(i)));
        }
        awaitQueued(700);
        Future<?> closing = callers.submit(writer::close);
        gate.countDown();
        closing.get();
        assertThat(first.get()).isZero();
        for (Future<Integer> write : waiting) {
            assertThat(write.get()).isEqualTo(1);
        }
        assertThat(stored()).hasSize(700);
    }

    @Test
    void aClosedWriterRefuses() {
        writer.close();
        assertThatThrownBy(() -> writer.write(tx -> 1))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
    }

    @Test
    void everyWriteIsAnsweredWhenTheWriterClosesInBetween() throws Exception {
        List<Future<Integer>> writes = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            writes.add(add(i));
            if (i == 1_000) {
                callers.execute(writer::close);
            }
        }
        List<Long> accepted = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            try {
                writes.get(i).get();
                accepted.add((long) i);
            } catch (ExecutionException _) {
                assertBusy(writes.get(i));
            }
        }
        assertThat(stored()).isEqualTo(accepted);
    }

    @Test
    void whatWaitsTogetherIsCommittedTogether() throws Exception {
        Future<Integer> first = hold();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Future<?> one = callers.submit(() -> writer.write(tx -> {
            tx.afterCommit(() -> order.add("one committed"));
            return order.add("one written");
        }));
        awaitQueued(1);
        Future<?> two = callers.submit(() -> writer.write(tx -> order.add("two written")));
        awaitQueued(2);
        gate.countDown();
        first.get();
        one.get();
        two.get();
        assertThat(order).containsExactly("one written", "two written", "one committed");
    }

    @Test
    void aFailureInTheMiddleOfAGroupIsItsOwn() throws Exception {
        Future<Integer> first = hold();
        Future<Integer> before = callers.submit(adding(1));
        awaitQueued(1);
        Future<Integer> broken = callers.submit(() -> writer.write(tx -> {
            Things.add(tx, 2);
            return Things.add(tx, 1);
        }));
        awaitQueued(2);
        Future<Integer> after = callers.submit(adding(2));
        awaitQueued(3);
        gate.countDown();
        first.get();
        assertThat(before.get()).isEqualTo(1);
        assertThat(after.get()).isEqualTo(1);
        assertThatThrownBy(broken::get).hasCauseInstanceOf(DatabaseException.class);
        assertThat(stored()).containsExactly(1L, 2L);
    }

    @Test
    void aWriteInsideAWriteIsRefusedAndNotWaitedFor() {
        assertThatThrownBy(() -> writer.write(tx -> {
                    Things.add(tx, 1);
                    return writer.write(inner -> Things.add(inner, 2));
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside");
        assertThat(stored()).isEmpty();
    }

    /// Keeps the writer busy until the gate opens.
    private Future<Integer> hold() throws InterruptedException {
        Future<Integer> held = callers.submit(() -> writer.write(tx -> {
            started.countDown();
            try {
                gate.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return 0;
        }));
        started.await();
        return held;
    }

    private Future<Integer> add(int id) {
        return callers.submit(adding(id));
    }

    private Callable<Integer> adding(int id) {
        return () -> writer.write(tx -> Things.add(tx, id));
    }

    private void awaitQueued(int writes) throws InterruptedException {
        while (writer.waiting() < writes) {
            Thread.sleep(1);
        }
    }

    private List<Long> stored() {
        writer.close();
        return Things.ids(new Transaction(session));
    }

    private static void assertBusy(Future<Integer> write) {
        assertThatThrownBy(write::get)
                .cause()
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
    }
}
