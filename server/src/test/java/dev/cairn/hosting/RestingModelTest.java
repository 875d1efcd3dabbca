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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A model that is loaded again once the test lets it be.
@Timeout(60)
class RestingModelTest {
    private static final Path MODEL = Path.of("../scoring/src/test/resources/models/classifier");
    private static final long SOON = 20_000_000;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final ModelFolder folder = ModelFolder.open(MODEL);
    private final AtomicLong now = new AtomicLong();
    private final AtomicReference<@Nullable RuntimeException> failing = new AtomicReference<>();
    private final AtomicInteger openings = new AtomicInteger();
    private final AtomicInteger closings = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch freed = new CountDownLatch(1);
    private final AtomicInteger ended = new AtomicInteger();
    private final Figures figures = new Figures();
    private final ScoringThreads threads = new ScoringThreads();
    private final RestingModel model =
            new RestingModel(new Loaded(), IDLE, this::open, () -> Instant.ofEpochMilli(now.get()));

    @AfterEach
    void stop() {
        goOn.countDown();
        threads.close();
    }

    private final class Loaded implements Servable {
        @Override
        public ModelFolder folder() {
            return folder;
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
        public boolean computesHere() {
            return false;
        }

        @Override
        public void close() {
            closings.incrementAndGet();
        }
    }

    private Servable open() {
        openings.incrementAndGet();
        RuntimeException why = failing.get();
        if (why != null) {
            throw why;
        }
        try {
            goOn.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
        return new Loaded();
    }

    private void rest() {
        now.addAndGet(IDLE.toMillis());
        assertThat(model.restIfIdle()).isTrue();
        assertThat(model.isAtRest()).isTrue();
    }

    private void isGivenUp(Runnable asking) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(asking::run)
                .satisfies(past -> assertThat(past.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whoseDeadlineIsPastWaitsForTheLoadingNoLongerAndItGoesOnForTheOthers() throws Exception {
        rest();
        isGivenUp(() -> model.wake(Deadline.in(SOON)));
        isGivenUp(() -> model.wake(Deadline.in(SOON)));
        FutureTask<Answer> waiting = new FutureTask<>(() -> model.answer(new byte[] {7}, Answer.JSON));
        Thread.ofVirtual().start(waiting);
        goOn.countDown();

        assertThat(waiting.get().body()).containsExactly(7);
        assertThat(waiting.state()).isEqualTo(Future.State.SUCCESS);
        assertThat(openings).hasValue(1);
        assertThat(closings).hasValue(1); // when it went to rest
    }

    private void isRefused(String why) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> model.wake(Deadline.NONE))
                .withMessage(why);
    }

    @Test
    void whatCannotBeLoadedAgainIsInTroubleUntilItIs() {
        rest();
        assertThat(model.trouble()).isEmpty();
        failing.set(ApiException.busy("Its files are gone."));
        isRefused("Its files are gone.");
        assertThat(model.trouble()).hasValue("Its files are gone.");
        failing.set(null);
        goOn.countDown();
        isRefused("Its files are gone."); // a moment later
        assertThat(openings).hasValue(1);
        now.addAndGet(5_000);
        model.wake(Deadline.NONE);

        assertThat(model.trouble()).isEmpty();
    }

    @Test
    void whatNobodyHasForeseenIsTroubleToo() {
        rest();
        failing.set(new IllegalStateException("of its own"));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> model.wake(Deadline.NONE));

        assertThat(model.trouble()).hasValue("IllegalStateException");
    }

    @Test
    void whatIsBeingMadeIsNoTrouble() {
        rest();
        failing.set(new RestingModel.NotYet("Its pods are being started."));
        isRefused("Its pods are being started.");

        assertThat(model.trouble()).isEmpty();
    }

    @Test
    void whatWasInTroubleIsUntilItIsLoaded() {
        rest();
        failing.set(ApiException.busy("Its files are gone."));
        isRefused("Its files are gone.");
        now.addAndGet(5_000);
        failing.set(new RestingModel.NotYet("Its environment is being made."));
        isRefused("Its environment is being made.");

        assertThat(model.trouble()).contains("Its files are gone.");
    }

    @Test
    void whatIsLoadedForNobodyRestsAgain() throws Exception {
        rest();
        isGivenUp(() -> model.wake(Deadline.in(SOON)));
        CountDownLatch settled = new CountDownLatch(1);
        model.whenSettled(settled::countDown);
        assertThat(settled.getCount()).isEqualTo(1);
        goOn.countDown();
        settled.await();

        assertThat(model.isAtRest()).isFalse();
        rest();
        assertThat(closings).hasValue(2);
    }

    @Test
    void whatIsLoadedForAModelThatIsClosedMeanwhileIsClosedToo() throws Exception {
        rest();
        isGivenUp(() -> model.wake(Deadline.in(SOON)));
        model.close();
        CountDownLatch settled = new CountDownLatch(1);
        model.whenSettled(settled::countDown);
        goOn.countDown();
        settled.await();

        assertThat(model.isAtRest()).isTrue();
        assertThat(closings).hasValue(2);
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> model.wake(Deadline.NONE))
                .withMessageContaining("not served any more");
    }

    @Test
    void aVersionThatWasGivenUpWhileItWasLoadedIsFreedWhenThatHasEnded() throws Exception {
        ServedVersion version = new ServedVersion(model, 1, threads, freed::countDown);
        rest();
        int asked = 0;
        do { // until there was time to begin with the loading
            isGivenUp(() -> ask(version, Deadline.in(SOON)));
            asked++;
        } while (openings.get() == 0);
        assertThat(ended).hasValue(asked);
        version.leave();
        assertThat(version.enter()).isTrue(); // it is not freed yet
        version.leave();
        assertThat(freed.getCount()).isEqualTo(1);
        goOn.countDown();
        freed.await();

        assertThat(closings).hasValue(2);
        assertThat(version.enter()).isFalse();
    }

    private void ask(ServedVersion version, Deadline deadline) {
        assertThat(version.enter()).isTrue();
        try {
            version.answer(
                    1,
                    (asked, told) -> asked.answer(new byte[0], Answer.JSON, told),
                    new Watched(figures.watch(System.nanoTime()), Asker.NOBODY),
                    deadline,
                    ended::incrementAndGet);
        } finally {
            version.leave();
        }
    }
}
