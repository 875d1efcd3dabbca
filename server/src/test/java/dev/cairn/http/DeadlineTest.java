package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.protocol.ErrorCode;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineTest {
    private static String waitFor(CountDownLatch never) {
        try {
            never.await();
            return "come";
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
    }

    @Test
    void whoWaitsIsWokenAtTheDeadlineAndNotInterruptedLater() {
        CountDownLatch never = new CountDownLatch(1);
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> Deadline.in(5_000_000).within(() -> waitFor(never)))
                .satisfies(past -> assertThat(past.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whatIsDoneTooLateIsNotGiven() {
        Deadline past = Deadline.in(-1);
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> past.within(() -> "done"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        assertThatExceptionOfType(ApiException.class).isThrownBy(past::check);
        assertThat(past.nanosLeft(100)).isZero();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whatFailsBeforeTheDeadlineFailsAsItDoes() {
        Deadline far = Deadline.in(3_600_000_000_000L);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> far.within(() -> {
                    throw new IllegalStateException("broken");
                }));
        assertThat(far.within(() -> "done")).isEqualTo("done");
        assertThat(far.nanosLeft(100)).isEqualTo(100);
    }

    @Test
    void whoSaysNoDeadlineWaitsAsLongAsOthersDo() {
        Deadline.NONE.check();
        assertThat(Deadline.NONE.within(() -> "done")).isEqualTo("done");
        assertThat(Deadline.NONE.nanosLeft(7)).isEqualTo(7);
    }
}
