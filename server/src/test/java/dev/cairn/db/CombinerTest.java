package dev.cairn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Writes are numbers; a transaction that is given one below zero fails.
class CombinerTest {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<List<Integer>> transactions = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private RuntimeException failure = ApiException.invalid("below zero");

    @AfterEach
    void close() {
        gate.countDown();
        callers.close();
    }

    @Test
    void aWriteAloneIsATransaction() {
        try (Combiner<Integer> combiner = combiner(1)) {
            combiner.write(1);
            combiner.write(2);
        }
        assertThat(transactions).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void writesThatWaitShareATransaction() throws Exception {
        try (Combiner<Integer> combiner = combiner(1)) {
            List<Future<?>> writes = behindAHeldOne(combiner, 1, 2, 3);
            gate.countDown();
            for (Future<?> write : writes) {
                write.get();
            }
        }
        assertThat(transactions).hasSize(2);
        assertThat(transactions.getLast()).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void aRefusalIsOnlyForTheWriteThatEarnedIt() throws Exception {
        try (Combiner<Integer> combiner = combiner(1)) {
            List<Future<?>> writes = behindAHeldOne(combiner, 1, -2, 3);
            gate.countDown();
            writes.get(0).get();
            assertThatThrownBy(() -> writes.get(1).get()).hasCause(failure);
            writes.get(2).get();
        }
        assertThat(stored()).containsExactlyInAnyOrder(0, 1, 3);
    }

    @Test
    void aGroupThatMayBeStoredIsNotStoredAgain() throws Exception {
        failure = new DatabaseException(new SQLException("connection lost", "08006"));
        try (Combiner<Integer> combiner = combiner(1)) {
            List<Future<?>> writes = behindAHeldOne(combiner, 1, -2, 3);
            gate.countDown();
            for (Future<?> write : writes) {
                assertThatThrownBy(write::get).hasCause(failure);
            }
        }
        assertThat(stored()).containsExactly(0);
    }

    @Test
    void whatDoesNotFitIntoOneGroupGoesIntoOthers() throws Exception {
        try (Combiner<Integer> combiner = combiner(2_000)) {
            List<Future<?>> writes = behindAHeldOne(combiner, 1, 2, 3);
            gate.countDown();
            for (Future<?> write : writes) {
                write.get();
            }
        }
        assertThat(stored()).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(transactions).allSatisfy(group -> assertThat(group).hasSize(1));
    }

    @Test
    void everyWriteOfManyCallersIsStoredOnce() throws Exception {
        gate.countDown();
        try (Combiner<Integer> combiner = combiner(100)) {
            List<Future<?>> writes = new ArrayList<>();
            IntStream.range(1, 2_000).forEach(i -> writes.add(callers.submit(() -> combiner.write(i))));
            for (Future<?> write : writes) {
                write.get();
            }
        }
        assertThat(stored())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(1, 2_000).boxed().toList());
    }

    @Test
    void aClosedCombinerRefuses() {
        Combiner<Integer> combiner = combiner(1);
        combiner.close();
        assertThatThrownBy(() -> combiner.write(1))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
        assertThat(transactions).isEmpty();
    }

    private Combiner<Integer> combiner(int rows) {
        return new Combiner<>(this::transaction, write -> rows);
    }

    /// The write 0 waits for the gate; others are stored at once.
    private void transaction(List<Integer> group) {
        if (group.contains(0)) {
            started.countDown();
            try {
                gate.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
        if (group.stream().anyMatch(write -> write < 0)) {
            throw failure;
        }
        transactions.add(group);
    }

    private List<Future<?>> behindAHeldOne(Combiner<Integer> combiner, int... writes) throws InterruptedException {
        callers.execute(() -> combiner.write(0));
        started.await();
        List<Future<?>> waiting = new ArrayList<>();
        for (int write : writes) {
            waiting.add(callers.submit(() -> combiner.write(write)));
        }
        while (combiner.waiting() < writes.length && transactions.isEmpty()) {
            Thread.sleep(1);
        }
        return waiting;
    }

    private List<Integer> stored() {
        return transactions.stream().flatMap(List::stream).toList();
    }
}
