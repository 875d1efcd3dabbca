package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.http.ApiException;
import dev.cairn.http.Deadline;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.Servable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ServedVersionTest {
    private static final long SOON = 20_000_000;

    private final ScoringThreads threads = new ScoringThreads();
    private final Figures figures = new Figures();
    private final AtomicInteger ended = new AtomicInteger();
    private final CountDownLatch freed = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void stop() {
        goOn.countDown();
        threads.close();
    }

    /// A model that does nothing by itself.
    private record Idle(boolean computesHere, Runnable closing) implements Servable {
        Idle(boolean computesHere) {
            this(computesHere, () -> {});
        }

        @Override
        public ModelFolder folder() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Answer answer(byte[] body, String contentType) {
            return Answer.given(200, Answer.JSON, body);
        }

        @Override
        public Predictions score(Payload payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closing.run();
        }
    }

    private String ask(ServedVersion version, Deadline deadline) {
        assertThat(version.enter()).isTrue();
        try {
            return version.answer(
                    1,
                    (_, _) -> {
                        awaitGoOn();
                        return "answered";
                    },
                    new Watched(figures.watch(System.nanoTime()), Asker.NOBODY),
                    deadline,
                    ended::incrementAndGet);
        } finally {
            version.leave();
        }
    }

    private void awaitGoOn() {
        begun.countDown();
        try {
            goOn.await();
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoseDeadlineIsPastWaitsForTheModelNoLonger(boolean computesHere) throws InterruptedException {
        ServedVersion version = new ServedVersion(new Idle(computesHere), 1, threads, freed::countDown);
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> ask(version, Deadline.in(SOON)))
                .satisfies(past -> assertThat(past.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        goOn.countDown();
        assertThat(ask(version, Deadline.NONE)).isEqualTo("answered");
        version.leave();
        freed.await(); // once the model has ended with the first, too
        assertThat(ended).hasValue(2);
    }

    @Test
    void whatARequestHeldIsFreeAlsoWhereTheModelCannotBeFreed() throws InterruptedException {
        Idle stuck = new Idle(true, () -> {
            throw new IllegalStateException("on purpose");
        });
        ServedVersion version = new ServedVersion(stuck, 1, threads, freed::countDown);
        Thread asker = Thread.ofVirtual()
                .start(() ->
                        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> ask(version, Deadline.NONE)));
        begun.await();
        asker.interrupt();
        asker.join();
        version.leave();
        goOn.countDown();
        freed.await();
        assertThat(ended).hasValue(1);
    }

    @Test
    void whoseDeadlineIsPastWaitsForAPlaceNoLonger() throws InterruptedException {
        ServedVersion version = new ServedVersion(new Idle(true), 1, threads, freed::countDown);
        Thread first = Thread.ofVirtual().start(() -> ask(version, Deadline.NONE));
        while (figures.inFlight() == 0) {
            Thread.onSpinWait();
        }
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> ask(version, Deadline.in(SOON)))
                .satisfies(past -> assertThat(past.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        goOn.countDown();
        first.join();
        assertThat(ended).hasValue(2);
    }

    @Test
    void whoseDeadlineIsPastBeforeDoesNotAskTheModel() {
        ServedVersion version = new ServedVersion(new Idle(true), 1, threads, freed::countDown);
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> ask(version, Deadline.in(-1)))
                .satisfies(past -> assertThat(past.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        assertThat(ended).hasValue(1);
    }
}
