package dev.cairn.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    /// A time such as the JVM has, which may be negative and go beyond the largest number.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

    private final Attempts attempts = new Attempts(nanos::get);
    private int made;

    private void fail() throws WorkerException {
        begin(() -> {
            made++;
            throw new WorkerException("There is no such package.");
        });
    }

    private void succeed() throws WorkerException {
        begin(() -> made++);
    }

    private void begin(Attempts.Making making) throws WorkerException {
        assertThat(attempts.begin(Runnable::run, making)).isDone();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void whoIsToldFirstThatItFailedIsPromisedNothingAndOthersWhenItCanBeTriedAgain() throws WorkerException {
        fail();

        assertThatThrownBy(this::fail).hasMessage("There is no such package.");
        pass(Duration.ofMillis(3_500));
        assertThatThrownBy(this::fail).hasMessage("There is no such package. It can be tried again in 7 seconds.");
        assertThat(made).isEqualTo(1);
    }

    @Test
    void itIsTriedAgainAfterTenSecondsThenAfterTwiceAsLongEachTimeAndAtLeastTwiceAnHour() throws WorkerException {
        for (long pause : new long[] {10, 20, 40, 80, 160, 320, 640, 1_280, 1_800, 1_800}) {
            made = 0;
            fail();
            pass(Duration.ofSeconds(pause).minusNanos(1));
            assertThatThrownBy(this::fail).hasMessage("There is no such package.");
            assertThat(made).isEqualTo(1);
            pass(Duration.ofNanos(1));
        }
        fail();
        assertThat(made).isEqualTo(2);
    }

    @Test
    void onceItWasMadeThePauseIsShortAgain() throws WorkerException {
        fail();
        pass(Duration.ofSeconds(10));
        fail();
        pass(Duration.ofSeconds(20));
        succeed();
        succeed();
        fail();
        pass(Duration.ofSeconds(10));
        fail();

        assertThat(made).isEqualTo(6);
    }

    @Test
    void whatNobodyForesawIsToldAsWell() throws WorkerException {
        begin(() -> {
            throw new IOException("No space left on device");
        });

        assertThatThrownBy(this::succeed).hasMessage("Its environment could not be made: No space left on device.");
    }
}
